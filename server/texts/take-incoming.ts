import type { TextChannel } from "#server/delivery/texting/config.ts";
import { claimMessageId } from "#server/store/events.ts";
import { findProfile } from "#server/store/profiles.ts";
import { type CustomerLanguage, customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { customerTexts } from "#workflows/customer-texts/customer-texts.ts";
import type { TextKeyword } from "#workflows/text-keywords.ts";
import { joinByText, leaveByText } from "./leave-by-text.ts";
import { type TextsServices, toldId } from "./texts-services.ts";

const TEXT_RECEIVED = "Text Received";

/** A message that somebody sent to the shop. */
export interface IncomingText {
  /** The service's id of it. */
  sid: string;
  channel: TextChannel;
  /** In E.164. */
  from: string;
  body: string;
  keyword: TextKeyword | null;
  /** The service has answered STOP, START or HELP by itself. */
  isAnswered: boolean;
}

/**
 * Does what somebody asks for with one word; anything else becomes an event of the person with this number, where that is
 * one person and no more. Answers with what to write back, null for nothing. Told again, it does nothing.
 */
export async function takeIncoming(services: TextsServices, text: IncomingText): Promise<string | null> {
  const { engine, reads } = services;
  const owners = await reads.listPhoneOwners({ number: text.from });
  const language = await languageOf(services, owners);
  const { shopName } = engine.live.settings.shop;
  const words = customerTexts(language).text;
  const { keyword } = text;
  // By text message the phone network's side confirms both, and a second answer would not get through.
  const confirms = text.channel === "whatsapp" && !text.isAnswered;
  if (keyword === "stop") {
    const isNew = await leaveByText(services, text, owners);
    return isNew && confirms ? words.left(shopName) : null;
  }
  if (keyword === "start" && (await joinByText(services, text, owners)))
    return confirms ? words.joined(shopName) : null;
  if (keyword === "help") {
    const isNew = await services.db.transaction(() =>
      claimMessageId(toldId(services.keys, text.sid), services.clock.now()),
    );
    return isNew && !text.isAnswered ? words.help(shopName) : null;
  }
  await recordText(services, text, owners);
  return null;
}

async function recordText(
  { engine, keys, clock }: TextsServices,
  { sid, channel, from, body }: IncomingText,
  owners: number[],
): Promise<void> {
  const [profileId] = owners;
  if (profileId === undefined || owners.length > 1) return;
  const event = { name: TEXT_RECEIVED, at: clock.now(), properties: { body, from, channel } };
  await engine.record(profileId, event, toldId(keys, sid));
}

async function languageOf({ db, engine }: TextsServices, owners: number[]): Promise<CustomerLanguage> {
  const [first] = owners;
  const profile = first === undefined ? undefined : await db.transaction(() => findProfile(first));
  return customerLanguage(profile?.locale, engine.live.settings.shop.language);
}

import type { TextChannel } from "#server/delivery/texting/config.ts";
import { claimMessageId } from "#server/store/events.ts";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import { findProfile } from "#server/store/profiles.ts";
import { customerLanguage } from "#workflows/customer-texts/customer-language.ts";
import { type CustomerTexts, customerTexts } from "#workflows/customer-texts/customer-texts.ts";
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
  const { keyword } = text;
  const { shopName } = services.engine.live.settings.shop;
  // By text message the phone network's side confirms both, and a second answer would not get through.
  const confirms = text.channel === "whatsapp" && !text.isAnswered;
  // The language is looked for afterwards: nothing may stand in the way of somebody's no.
  if (keyword === "stop") {
    const isNew = await leaveByText(services, text);
    return isNew && confirms ? (await wordsFor(services, text)).left(shopName) : null;
  }
  if (keyword === "start" && (await joinByText(services, text)))
    return confirms ? (await wordsFor(services, text)).joined(shopName) : null;
  if (keyword === "help") {
    const isNew = await services.db.transaction(() =>
      claimMessageId(toldId(services.keys, text.sid), services.clock.now()),
    );
    return isNew && !text.isAnswered ? (await wordsFor(services, text)).help(shopName) : null;
  }
  await recordText(services, text);
  return null;
}

async function recordText(
  { db, engine, keys, clock }: TextsServices,
  { sid, channel, from, body }: IncomingText,
): Promise<void> {
  const [profileId, ...others] = await db.transaction(() => profileIdsWithPhone(from));
  if (profileId === undefined || others.length > 0) return;
  const event = { name: TEXT_RECEIVED, at: clock.now(), properties: { body, from, channel } };
  await engine.record(profileId, event, toldId(keys, sid));
}

/** In the language of the oldest customer with the number. */
async function wordsFor(
  { db, engine }: TextsServices,
  { from }: IncomingText,
): Promise<CustomerTexts["text"]> {
  const { language } = engine.live.settings.shop;
  const profile = await db.transaction(function* () {
    const [first] = yield* profileIdsWithPhone(from);
    return first === undefined ? undefined : yield* findProfile(first);
  });
  return customerTexts(customerLanguage(profile?.locale, language)).text;
}

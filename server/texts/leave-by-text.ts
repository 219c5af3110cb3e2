import type { Steps } from "#server/database/database.ts";
import { addressHash } from "#server/links.ts";
import { leaveChannelAndTell, setConsentAndTell } from "#server/notices/profiles.ts";
import { findSuppression, suppress } from "#server/store/consents.ts";
import { claimMessageId } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { findProfile } from "#server/store/profiles.ts";
import { LEAVINGS, LEFT_BY_TEXT, liftSuppression, topicsLeftBy } from "#server/store/text-leaving.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import type { IncomingText } from "./take-incoming.ts";
import { type TextsServices, toldId } from "./texts-services.ts";

/** Where a consent came from that somebody gave or took back by an answer to a text message. */
const TEXT_SOURCE = "text";
const WORD_SHOWN_MAX_CHARS = 20;
/** As notes say it, before “messages”. */
const CHANNEL_SHOWN = { sms: "text", whatsapp: "WhatsApp" };

/**
 * STOP: nothing at all goes to this number through the channel any more, as the phone networks ask, not even what is
 * transactional; and everybody with the number has withdrawn. False when it was told before.
 */
export async function leaveByText(
  { db, keys, clock, engine }: TextsServices,
  { sid, channel, from, body }: IncomingText,
  owners: number[],
): Promise<boolean> {
  const at = clock.now();
  const isNew = await db.transaction(function* (tx) {
    if (!(yield* claimMessageId(toldId(keys, sid), at))) return false;
    yield* suppress(tx, { channel, addressHash: addressHash(keys, channel, from), reason: LEFT_BY_TEXT, at });
    for (const profileId of yield* stillTheirs(owners, from)) {
      yield* leaveChannelAndTell(engine.live, { profileId, channel, source: TEXT_SOURCE, at });
      const values = { word: shown(body), channel: CHANNEL_SHOWN[channel] };
      yield* note({ profileId, at, reason: { code: "text.left", values } });
    }
    return true;
  });
  if (isNew) await tellRules(engine, owners);
  return isNew;
}

/** START: takes back a STOP, and nothing else. False when this number has not left so. */
export async function joinByText(
  { db, keys, clock, engine }: TextsServices,
  { sid, channel, from, body }: IncomingText,
  owners: number[],
): Promise<boolean> {
  const at = clock.now();
  const hasJoined = await db.transaction(function* (tx) {
    const hash = addressHash(keys, channel, from);
    if (!LEAVINGS.includes((yield* findSuppression(channel, hash)) ?? "")) return false;
    if (!(yield* claimMessageId(toldId(keys, sid), at))) return true;
    yield* liftSuppression(tx, { channel, addressHash: hash });
    for (const profileId of yield* stillTheirs(owners, from)) {
      for (const topic of yield* topicsLeftBy(tx, { profileId, channel, source: TEXT_SOURCE })) {
        const change = { profileId, channel, topic, state: "granted" as const };
        yield* setConsentAndTell(engine.live, { ...change, source: TEXT_SOURCE, at });
      }
      const values = { word: shown(body), channel: CHANNEL_SHOWN[channel] };
      yield* note({ profileId, at, reason: { code: "text.joined", values } });
    }
    return true;
  });
  if (hasJoined) await tellRules(engine, owners);
  return hasJoined;
}

/** Their number may have changed since they were looked for. */
function* stillTheirs(owners: number[], number: string): Steps<number[]> {
  const still: number[] = [];
  for (const id of owners) {
    const profile = yield* findProfile(id);
    if (profile && phoneAddress(profile.phone) === number) still.push(id);
  }
  return still;
}

async function tellRules(engine: TextsServices["engine"], owners: number[]): Promise<void> {
  for (const id of owners) await engine.profileChanged(id);
}

function shown(word: string): string {
  return word.trim().slice(0, WORD_SHOWN_MAX_CHARS);
}

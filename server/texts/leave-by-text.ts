import { addressHash } from "#server/links.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import { findSuppression } from "#server/store/consents.ts";
import { claimMessageId } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import {
  LEAVINGS,
  LEFT_BY_TEXT,
  liftSuppression,
  TEXT_SOURCE,
  topicsLeftBy,
} from "#server/store/text-leaving.ts";
import { leaveNumber } from "./leave-number.ts";
import type { IncomingText } from "./take-incoming.ts";
import { type TextsServices, toldId } from "./texts-services.ts";

const WORD_SHOWN_MAX_CHARS = 20;
/** As notes say it, before “messages”. */
const CHANNEL_SHOWN = { sms: "text", whatsapp: "WhatsApp" };

/** STOP, by everybody with the number. False when it was told before. */
export async function leaveByText(
  { db, keys, clock, engine }: TextsServices,
  { sid, channel, from, body }: IncomingText,
): Promise<boolean> {
  const at = clock.now();
  const left = await db.transaction(function* (tx) {
    if (!(yield* claimMessageId(toldId(keys, sid), at))) return null;
    const owners = yield* profileIdsWithPhone(from);
    const left = { channel, number: from, reason: LEFT_BY_TEXT, owners, at } as const;
    yield* leaveNumber(tx, { live: engine.live, keys }, left);
    for (const profileId of owners) {
      const values = { word: shown(body), channel: CHANNEL_SHOWN[channel] };
      yield* note({ profileId, at, reason: { code: "text.left", values } });
    }
    return owners;
  });
  if (left) await tellRules(engine, left);
  return left !== null;
}

/**
 * START: takes back a STOP, and nothing else: they are agreed to what they were agreed to right before it. Who was not,
 * gets no more than what is transactional. False when this number has not left so.
 */
export async function joinByText(
  { db, keys, clock, engine }: TextsServices,
  { sid, channel, from, body }: IncomingText,
): Promise<boolean> {
  const at = clock.now();
  const joined = await db.transaction(function* (tx) {
    const hash = addressHash(keys, channel, from);
    if (!LEAVINGS.includes((yield* findSuppression(channel, hash)) ?? "")) return null;
    if (!(yield* claimMessageId(toldId(keys, sid), at))) return [];
    yield* liftSuppression(tx, { channel, addressHash: hash });
    const owners = yield* profileIdsWithPhone(from);
    for (const profileId of owners) {
      for (const topic of yield* topicsLeftBy(tx, { profileId, channel, source: TEXT_SOURCE })) {
        const change = { profileId, channel, topic, state: "granted" as const };
        yield* setConsentAndTell(engine.live, { ...change, source: TEXT_SOURCE, at });
      }
      const values = { word: shown(body), channel: CHANNEL_SHOWN[channel] };
      yield* note({ profileId, at, reason: { code: "text.joined", values } });
    }
    return owners;
  });
  if (joined) await tellRules(engine, joined);
  return joined !== null;
}

async function tellRules(engine: TextsServices["engine"], owners: number[]): Promise<void> {
  for (const id of owners) await engine.profileChanged(id);
}

function shown(word: string): string {
  return word.trim().slice(0, WORD_SHOWN_MAX_CHARS);
}

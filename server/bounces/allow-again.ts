import type { Steps, Transaction } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import type { Listeners } from "#server/notices/write.ts";
import { complainedAt } from "#server/store/bounces.ts";
import { COMPLAINED, leavingChannel, suppress, suppressionOf } from "#server/store/consents.ts";
import { hasAgreedAnew } from "#server/store/erased-withdrawals.ts";
import { note } from "#server/store/history.ts";
import { endSuppression, isRefusal, lastLifted } from "#server/store/lifted-suppressions.ts";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import { addressesOf } from "#server/store/profile-details.ts";
import { findProfile, profileIdsWithEmail } from "#server/store/profiles.ts";
import { LEAVINGS } from "#server/store/text-leaving.ts";
import type { Channel } from "#workflows/node.ts";

/** In the log of consents: what an entry of the list held back is held back by a withdrawal from then on. */
const LIFTED_SOURCE = "suppression-lifted";

interface Wanted {
  profileId: number;
  channel: Channel;
  /** Who wants it, by name. */
  by: string;
  at: number;
}
interface ListServices {
  live: Listeners;
  keys: Keys;
}

/**
 * Takes an address of a person off the list of those that must not be written to. Where they stand on it of their own
 * will, it becomes a withdrawal, so that nothing comes which did not come before, until somebody says yes. False when it
 * is not on the list.
 */
export function* allowAgain(
  tx: Transaction,
  { live, keys }: ListServices,
  { profileId, channel, by, at }: Wanted,
): Steps<boolean> {
  const place = yield* placeOf(keys, profileId, channel);
  const entry = place && (yield* suppressionOf(channel, place.addressHash));
  if (!entry) return false;
  // What came after a complaint, such as a mailbox that is gone, took its place on the list.
  const complained = channel === "email" ? yield* complainedAt(tx, profileId) : null;
  if (isRefusal(entry.reason) || complained !== null) {
    const since = LEAVINGS.includes(entry.reason)
      ? null
      : Math.max(complained ?? 0, entry.reason === COMPLAINED ? entry.at : 0);
    const others = yield* profileIdsAt(channel, place.address);
    for (const id of new Set([profileId, ...others]))
      yield* withdrawUnlessAgreed(live, { profileId: id, channel, since, at });
  }
  yield* endSuppression(tx, { channel, addressHash: place.addressHash });
  const values = { channel, by, why: entry.reason, since: entry.at };
  yield* note({ profileId, at, reason: { code: "suppression.lifted", values } });
  return true;
}

/** `since`: from when on their own yes counts; null for never. */
function* withdrawUnlessAgreed(
  live: Listeners,
  {
    profileId,
    channel,
    since,
    at,
  }: { profileId: number; channel: Channel; since: number | null; at: number },
): Steps<void> {
  for (const change of yield* leavingChannel({ profileId, channel, source: LIFTED_SOURCE, at })) {
    const { topic } = change;
    const agreed = since !== null && (yield* hasAgreedAnew({ profileId, channel, topic, since }));
    if (!agreed) yield* setConsentAndTell(live, change);
  }
}

function* profileIdsAt(channel: Channel, address: string): Steps<number[]> {
  return yield* channel === "email" ? profileIdsWithEmail(address) : profileIdsWithPhone(address);
}

/** Puts an address that was taken off the list back as it stood there; false when none was. */
export function* holdBackAgain(
  tx: Transaction,
  { keys }: ListServices,
  { profileId, channel, by, at }: Wanted,
): Steps<boolean> {
  const place = yield* placeOf(keys, profileId, channel);
  const lifted = yield* lastLifted(tx, profileId, channel);
  if (!place || typeof lifted?.why !== "string" || typeof lifted.since !== "number") return false;
  const { addressHash: hash } = place;
  yield* suppress(tx, { channel, addressHash: hash, reason: lifted.why, at: lifted.since });
  yield* note({ profileId, at, reason: { code: "suppression.restored", values: { channel, by } } });
  return true;
}

function* placeOf(
  keys: Keys,
  profileId: number,
  channel: Channel,
): Steps<{ address: string; addressHash: string } | undefined> {
  const profile = yield* findProfile(profileId);
  const found = profile && addressesOf(profile).find((one) => one.channel === channel);
  return found && { address: found.address, addressHash: addressHash(keys, channel, found.address) };
}

import type { Steps, Transaction } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { type ConsentChange, changeConsent, leavingChannel } from "#server/store/consents.ts";
import { rememberWithdrawal } from "#server/store/erased-withdrawals.ts";
import { eraseProfile } from "#server/store/erasure.ts";
import type { ReceiptsSearch } from "#server/store/naming-receipts.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { type Listeners, type NoticePerson, writeNotice } from "./write.ts";

/** Tells that a profile was made, in the transaction that made it. */
export function* tellProfileCreated(live: Listeners, profile: Profile, now: number): Steps<void> {
  if (!live.subscriptions.wants("profile.created")) return;
  const createdAt = new Date(profile.createdAt).toISOString();
  yield* writeNotice(live, "profile.created", profile, { createdAt }, now);
}

/** Tells that what belonged to one profile belongs to another now. */
export function* tellProfilesMerged(
  live: Listeners,
  survivor: NoticePerson,
  mergedProfileId: number,
  now: number,
): Steps<void> {
  if (live.subscriptions.wants("profile.merged"))
    yield* writeNotice(live, "profile.merged", survivor, { mergedProfileId }, now);
}

/**
 * Erases a person with everything that names them, and tells of it by their ids alone. A keyed hash of the address stays
 * when they had unsubscribed or must not be written to. `searched`: see `eraseProfile`.
 */
export function* eraseAndTell(
  tx: Transaction,
  { live, keys }: { live: Listeners; keys: Keys },
  profileId: number,
  now: number,
  searched: Pick<ReceiptsSearch, "email" | "upTo"> | null = null,
): Steps<void> {
  const erased = live.subscriptions.wants("profile.erased") ? yield* findProfile(profileId) : undefined;
  yield* rememberWithdrawal(tx, profileId, (channel, address) => addressHash(keys, channel, address), now);
  yield* eraseProfile(tx, profileId, searched);
  if (erased) yield* writeNotice(live, "profile.erased", erased, {}, now, { keepsPerson: true });
}

/** Sets a consent and tells of it; saying the same again does nothing. */
export function* setConsentAndTell(live: Listeners, change: ConsentChange): Steps<void> {
  if (!(yield* changeConsent(change)) || !live.subscriptions.wants("consent.changed")) return;
  const person = yield* findProfile(change.profileId);
  if (!person) return;
  const { channel, topic, state, source, at } = change;
  yield* writeNotice(live, "consent.changed", person, { channel, topic, state, source }, at);
}

/** Withdraws all topics of a channel, those to come included, and tells of each. */
export function* leaveChannelAndTell(
  live: Listeners,
  change: Omit<ConsentChange, "topic" | "state">,
): Steps<void> {
  for (const one of yield* leavingChannel(change)) yield* setConsentAndTell(live, one);
}

import type { Clock } from "#server/clock.ts";
import type { Database, Steps } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash, type ConfirmTarget, readConfirmToken } from "#server/links.ts";
import { setConsentAndTell } from "#server/notices/profiles.ts";
import { findConsent } from "#server/store/consents.ts";
import { note } from "#server/store/history.ts";
import { findUnitedProfile } from "#server/store/merge.ts";
import { type Profile, updateProfile } from "#server/store/profiles.ts";
import { answersTo } from "./confirmation.ts";
import type { Engine } from "./engine.ts";

/**
 * How a link to confirm stands. invalid: not one of ours, or the person is gone or has another address by now · expired ·
 * over: the person has unsubscribed since · open · confirmed: they get emails already. `topics`: of what was asked about,
 * what the person has not refused since.
 */
export type Confirmation =
  | { kind: "invalid" | "expired" | "over" }
  | { kind: "open" | "confirmed"; profile: Profile; target: ConfirmTarget; topics: string[] };

/** Looks a link up and changes nothing. */
export function* findConfirmation(keys: Keys, token: string, now: number): Steps<Confirmation> {
  const target = readConfirmToken(keys, token);
  const profile = target ? yield* findUnitedProfile(target.profileId) : undefined;
  if (!target || !profile?.email) return { kind: "invalid" };
  const { channel } = target;
  if (addressHash(keys, channel, profile.email) !== target.addressHash) return { kind: "invalid" };
  const granted: string[] = [];
  const open: string[] = [];
  for (const topic of target.topics) {
    const { no } = yield* answersTo(profile.id, channel, topic);
    if ((yield* findConsent(profile.id, channel, topic)) === "granted") granted.push(topic);
    else if (no === null || no < target.askedAt) open.push(topic);
  }
  const found = { profile, target, topics: [...granted, ...open] };
  if (granted.length > 0 && open.length === 0 && !profile.emailClaimed)
    return { kind: "confirmed", ...found };
  if (now >= target.expiresAt) return { kind: "expired" };
  return found.topics.length === 0 ? { kind: "over" } : { kind: "open", ...found };
}

/** Carries out what the button on the page says: the person wants emails about these topics, and the address is theirs. */
export async function confirm(
  { db, keys, clock, engine }: { db: Database; keys: Keys; clock: Clock; engine: Engine },
  token: string,
): Promise<Confirmation> {
  const at = clock.now();
  const found = await db.transaction(function* (tx) {
    const confirmation = yield* findConfirmation(keys, token, at);
    if (confirmation.kind !== "open") return confirmation;
    const { profile, target, topics } = confirmation;
    const change = { profileId: profile.id, channel: target.channel, state: "granted" as const };
    for (const topic of topics)
      yield* setConsentAndTell(engine.live, { ...change, topic, source: "double-opt-in", at });
    yield* updateProfile(tx, profile.id, { emailClaimed: false, updatedAt: at });
    yield* note({ profileId: profile.id, at, reason: { code: "consent.confirmed" } });
    return confirmation;
  });
  if (found.kind !== "open") return found;
  await engine.profileChanged(found.profile.id);
  return { ...found, kind: "confirmed" };
}

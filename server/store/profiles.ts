import { eq, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { findByFormerId } from "./former-ids.ts";
import { storedPhone } from "./phone-owners.ts";
import { addWords, changesWords, changeWords } from "./profile-words.ts";

export type Profile = Tables["profiles"]["$inferSelect"];

/** What a program knows a customer by. At least one is set. */
export interface Identity {
  externalId: string | null;
  anonymousId: string | null;
}

const byId = statement<{ id: number }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(eq(profiles.id, sql.placeholder("id"))),
);
const byExternalId = statement<{ externalId: string }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(eq(profiles.externalId, sql.placeholder("externalId"))),
);
const byAnonymousId = statement<{ value: string }>()((query, { profiles, anonymousIds }) =>
  query
    .select({ profile: profiles })
    .from(anonymousIds)
    .innerJoin(profiles, eq(profiles.id, anonymousIds.profileId))
    .where(eq(anonymousIds.value, sql.placeholder("value"))),
);
const byEmail = statement<{ email: string }>()((query, { profiles }) =>
  query
    .select()
    .from(profiles)
    .where(eq(profiles.email, sql.placeholder("email")))
    .orderBy(profiles.emailClaimed, profiles.id)
    .limit(1),
);
const idsByEmail = statement<{ email: string }>()((query, { profiles }) =>
  query
    .select({ id: profiles.id })
    .from(profiles)
    .where(eq(profiles.email, sql.placeholder("email")))
    .orderBy(profiles.id),
);
const emptyProfile = {
  externalId: null,
  email: null,
  emailClaimed: false,
  phone: null,
  name: null,
  timezone: null,
  locale: null,
  attributes: {},
  isSample: false,
  lastSeenAt: null,
};
const insert = statement<Omit<Profile, "id">>()((query, { profiles }) =>
  query
    .insert(profiles)
    .values({
      externalId: sql.placeholder("externalId"),
      email: sql.placeholder("email"),
      emailClaimed: sql.placeholder("emailClaimed"),
      phone: sql.placeholder("phone"),
      name: sql.placeholder("name"),
      timezone: sql.placeholder("timezone"),
      locale: sql.placeholder("locale"),
      attributes: sql.placeholder("attributes"),
      isSample: sql.placeholder("isSample"),
      createdAt: sql.placeholder("createdAt"),
      updatedAt: sql.placeholder("updatedAt"),
      lastSeenAt: sql.placeholder("lastSeenAt"),
    })
    .returning(),
);
const insertAnonymousId = statement<{ value: string; profileId: number; createdAt: number }>()(
  (query, { anonymousIds }) =>
    query
      .insert(anonymousIds)
      .values({
        value: sql.placeholder("value"),
        profileId: sql.placeholder("profileId"),
        createdAt: sql.placeholder("createdAt"),
      })
      .onConflictDoNothing(),
);
const writeAttributes = statement<{ id: number; attributes: Record<string, unknown>; at: number }>()(
  (query, { profiles }) =>
    query
      .update(profiles)
      .set({
        attributes: sql`${sql.param(sql.placeholder("attributes"), profiles.attributes)}`,
        updatedAt: sql`${sql.placeholder("at")}`,
      })
      .where(eq(profiles.id, sql.placeholder("id"))),
);
const setLastSeen = statement<{ id: number; at: number }>()((query, { profiles }) =>
  query
    .update(profiles)
    .set({ lastSeenAt: sql`${sql.placeholder("at")}` })
    .where(eq(profiles.id, sql.placeholder("id"))),
);

export function* findProfile(id: number): Steps<Profile | undefined> {
  return (yield* prepared(byId, { id }))[0];
}

/** The oldest profile with this address; one whose address only a browser has claimed comes last. */
export function* findProfileByEmail(email: string): Steps<Profile | undefined> {
  return (yield* prepared(byEmail, { email }))[0];
}

/** Everybody with this address, which several profiles may share. */
export function* profileIdsWithEmail(email: string): Steps<number[]> {
  return (yield* prepared(idsByEmail, { email })).map(({ id }) => id);
}

export interface Resolved {
  profile: Profile;
  /** It was made for this. */
  isNew: boolean;
  /** It has its known id by this. */
  isNamed: boolean;
  /** Profiles without a known id that turned out to be the same person: to be merged into it. */
  same: Profile[];
}

/**
 * The profile that an identity belongs to, made when there is none. A known id wins over an anonymous one, which stays
 * with whom it was seen first; a profile without a known id gets the first one that it is seen with. Two known ids are
 * always two profiles. `email` is an address that its sender vouches for: a profile without a known id that has the same
 * one is the same person. Null for what comes with a write key.
 */
export function* resolveProfile(
  tx: Transaction,
  { externalId, anonymousId }: Identity,
  email: string | null,
  now: number,
): Steps<Resolved> {
  const known = externalId === null ? undefined : yield* findProfileByExternalId(externalId);
  if (known && anonymousId === null && hasAddress(known, email))
    return { profile: known, isNew: false, isNamed: false, same: [] };

  const claimed = anonymousId === null ? undefined : yield* findClaimant(anonymousId);
  let profile =
    known ?? (claimed && (externalId === null || claimed.externalId === null) ? claimed : undefined);
  // Somebody with another address of his own may be at the browser of somebody else: only a known id tells.
  const isOpen = !profile || externalId !== null || !hasOwnAddress(profile);
  const reached =
    isOpen && !(profile && hasAddress(profile, email)) ? yield* findByOwnAddress(email) : undefined;
  const isNobodyYet = !profile || (profile.externalId === null && externalId === null);
  if (reached && isNobodyYet && (externalId === null || reached.externalId === null)) profile = reached;
  const isNew = profile === undefined;
  profile ??= yield* createProfile({ externalId, attributes: {}, createdAt: now, updatedAt: now });
  const isNamed = externalId !== null && profile.externalId === null;
  if (isNamed) {
    profile = yield* updateProfile(tx, profile.id, { externalId, updatedAt: now });
  }
  if (anonymousId !== null && !claimed) yield* claim(anonymousId, profile.id, now);
  const { id } = profile;
  const others = [claimed, reached].filter((other) => other !== undefined);
  const same = others.filter((other, index) => isAnonymous(other, id) && !isRepeated(others, index));
  return { profile, isNew, isNamed, same };
}

/** Makes one more anonymous id the profile's own; answers with a profile to be merged that had it before. */
export function* claimAnonymousId(profile: Profile, value: string, now: number): Steps<Profile | null> {
  const claimant = yield* findClaimant(value);
  if (!claimant) yield* claim(value, profile.id, now);
  return claimant && isAnonymous(claimant, profile.id) ? claimant : null;
}

/** Whether an anonymous id is known as the profile's own. */
export function* hasAnonymousId(profile: Profile, anonymousId: string): Steps<boolean> {
  return (yield* findClaimant(anonymousId))?.id === profile.id;
}

/** The profile with this known id, or the one that it was made a part of by hand. */
export function* findProfileByExternalId(externalId: string): Steps<Profile | undefined> {
  return (yield* prepared(byExternalId, { externalId }))[0] ?? (yield* findByFormerId(externalId));
}

function* findClaimant(anonymousId: string): Steps<Profile | undefined> {
  return (yield* prepared(byAnonymousId, { value: anonymousId }))[0]?.profile;
}

function* claim(value: string, profileId: number, createdAt: number): Steps<void> {
  yield* prepared(insertAnonymousId, { value, profileId, createdAt });
}

/** An address that only a browser has claimed tells nothing about who somebody is. */
function* findByOwnAddress(email: string | null): Steps<Profile | undefined> {
  const found = email === null ? undefined : yield* findProfileByEmail(email);
  return found && hasOwnAddress(found) ? found : undefined;
}

function hasOwnAddress({ email, emailClaimed }: Profile): boolean {
  return email !== null && !emailClaimed;
}

function hasAddress(profile: Profile, email: string | null): boolean {
  return email === null || (profile.email === email && !profile.emailClaimed);
}

function isAnonymous(other: Profile, than: number): boolean {
  return other.id !== than && other.externalId === null;
}

function isRepeated(profiles: Profile[], index: number): boolean {
  return profiles.findIndex(({ id }) => id === profiles[index]!.id) < index;
}

/** What a new profile is made of; what is left out is empty. */
export type NewProfile = Partial<Omit<Profile, "id">> & Pick<Profile, "createdAt" | "updatedAt">;

export function* createProfile(profile: NewProfile): Steps<Profile> {
  const phone = storedPhone(profile.phone ?? null);
  const [row] = yield* prepared(insert, { ...emptyProfile, ...profile, phone });
  yield* addWords(row!);
  return row!;
}

export function* updateProfile(tx: Transaction, id: number, changes: Partial<Profile>): Steps<Profile> {
  const { profiles } = tx.tables;
  const { phone } = changes;
  const stored = phone === undefined ? changes : { ...changes, phone: storedPhone(phone) };
  const [row] = yield* run(tx.query.update(profiles).set(stored).where(eq(profiles.id, id)).returning());
  if (row && changesWords(changes)) yield* changeWords(row as Profile);
  return row as Profile;
}

/** Whether what this person opens and clicks stays unknown; false when there is no such profile. */
export function* setTrackingOff(tx: Transaction, id: number, off: boolean): Steps<boolean> {
  const { profiles } = tx.tables;
  const answer = yield* run(
    tx.query
      .update(profiles)
      .set({ trackingOff: off })
      .where(eq(profiles.id, id))
      .returning({ id: profiles.id }),
  );
  return answer.length > 0;
}

export function* setAttributes(id: number, attributes: Profile["attributes"], at: number): Steps<void> {
  yield* prepared(writeAttributes, { id, attributes, at });
}

const DAY_MS = 24 * 3_600_000;

/** Kept by the day: writing it with every event would double the cost of an event. False when nothing was written. */
export function* touchProfile(profile: Profile, at: number): Steps<boolean> {
  const seen = profile.lastSeenAt;
  if (seen !== null && Math.floor(at / DAY_MS) <= Math.floor(seen / DAY_MS)) return false;
  yield* prepared(setLastSeen, { id: profile.id, at });
  return true;
}

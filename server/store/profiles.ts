import { eq, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

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
    .orderBy(profiles.id)
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

export function* findProfileByEmail(email: string): Steps<Profile | undefined> {
  return (yield* prepared(byEmail, { email }))[0];
}

/** Everybody with this address, which several profiles may share. */
export function* profileIdsWithEmail(email: string): Steps<number[]> {
  return (yield* prepared(idsByEmail, { email })).map(({ id }) => id);
}

/**
 * The profile that an identity belongs to, made when there is none. A known id wins over an anonymous one; an
 * anonymous profile becomes known with the first known id it is seen with. A new visitor who is identified with the
 * address of a profile is that profile, and a profile without a known id becomes the customer identified with its
 * address: only holders of a secret key can say so. Two known ids are always two profiles.
 */
export function* resolveProfile(
  tx: Transaction,
  identity: Identity,
  email: string | null,
  now: number,
): Steps<Profile> {
  const { externalId, anonymousId } = identity;
  const known = externalId === null ? undefined : (yield* prepared(byExternalId, { externalId }))[0];
  if (known && anonymousId === null) return known;

  const claimed =
    anonymousId === null ? undefined : (yield* prepared(byAnonymousId, { value: anonymousId }))[0]?.profile;
  let profile =
    known ?? (claimed && (externalId === null || claimed.externalId === null) ? claimed : undefined);
  if (!profile && email !== null) {
    const reached = yield* findProfileByEmail(email);
    if (reached && (externalId === null || reached.externalId === null)) profile = reached;
  }
  profile ??= yield* createProfile({ externalId, attributes: {}, createdAt: now, updatedAt: now });
  if (externalId !== null && profile.externalId === null) {
    profile = yield* updateProfile(tx, profile.id, { externalId, updatedAt: now });
  }
  if (anonymousId !== null && !claimed) {
    yield* prepared(insertAnonymousId, { value: anonymousId, profileId: profile.id, createdAt: now });
  }
  return profile;
}

/** What a new profile is made of; what is left out is empty. */
export type NewProfile = Partial<Omit<Profile, "id">> & Pick<Profile, "createdAt" | "updatedAt">;

export function* createProfile(profile: NewProfile): Steps<Profile> {
  const [row] = yield* prepared(insert, { ...emptyProfile, ...profile });
  return row!;
}

export function* updateProfile(tx: Transaction, id: number, changes: Partial<Profile>): Steps<Profile> {
  const { profiles } = tx.tables;
  const [row] = yield* run(tx.query.update(profiles).set(changes).where(eq(profiles.id, id)).returning());
  return row as Profile;
}

export function* setAttributes(id: number, attributes: Profile["attributes"], at: number): Steps<void> {
  yield* prepared(writeAttributes, { id, attributes, at });
}

const DAY_MS = 24 * 3_600_000;

/** Kept by the day: writing it with every event would double the cost of an event. */
export function* touchProfile(profile: Profile, at: number): Steps<void> {
  const seen = profile.lastSeenAt;
  if (seen !== null && Math.floor(at / DAY_MS) <= Math.floor(seen / DAY_MS)) return;
  yield* prepared(setLastSeen, { id: profile.id, at });
}

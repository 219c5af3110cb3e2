import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { mergeRollups } from "#server/analytics/roll/merge-rollups.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import { fillAttributes } from "./attributes.ts";
import { FORMER_PREFIX } from "./former-ids.ts";
import { APART_PREFIX } from "./kept-apart.ts";
import { mergeCarts } from "./merge-carts.ts";
import { mergeConsents } from "./merge-consents.ts";
import { unitedTables, uniteRows } from "./merge-rows.ts";
import { mergeSegments } from "./merge-segments.ts";
import { findProfile, type Profile, updateProfile } from "./profiles.ts";
import { disarmTimer, setTimer, type Timer, timersOf } from "./timers.ts";

/** Tables whose rows only change hands. */
const movedTables = [
  "anonymousIds",
  "consentLog",
  "pushSubscriptions",
  "events",
  "runs",
  "messages",
  "interactions",
  "bounces",
  "history",
  "receipts",
  "notices",
  "segmentChanges",
  "profileNotes",
  "orderFacts",
] as const satisfies readonly (keyof Tables)[];

/** Every table that names a profile. A test fails for one that is not here. */
export const mergedTables = [
  ...movedTables,
  "consents",
  "carts",
  "timers",
  ...unitedTables,
  "segmentMembers",
  "segmentLooks",
  "lifecycleStages",
  "activityTimes",
] as const satisfies readonly (keyof Tables)[];

const moves = movedTables.map((name) =>
  statement<{ from: number; into: number }>()((query, tables) => {
    const table = tables[name] as Tables["events"];
    return query
      .update(table)
      .set({ profileId: sql`${sql.placeholder("into")}` })
      .where(eq(table.profileId, sql.placeholder("from")));
  }),
);

/**
 * Makes two profiles one row: everything of `from` becomes `into`'s, and `from` is gone. What both say of themselves is
 * `into`'s word. `isPublic`: it came with a write key, so an address that it brings is only claimed, and a phone that it
 * brings is left out. The runs that may not both go on have ended already. Answers with the profile as it is then.
 */
export function* uniteProfiles(
  tx: Transaction,
  { from, into, isPublic }: { from: Profile; into: Profile; isPublic: boolean },
  now: number,
): Steps<Profile> {
  const fields = unitedFields({ from, into, isPublic }, now);
  yield* mergeConsents(from, { ...into, ...fields }, now);
  yield* mergeCarts(tx, from.id, into.id);
  yield* mergeTimers(from.id, into.id);
  for (const name of unitedTables) yield* uniteRows(tx, name, from.id, into.id);
  yield* mergeRollups(tx, from.id, into.id);
  yield* mergeSegments(tx, from.id, into.id, now);
  yield* separateEntryKeys(tx, from.id, into.id);
  yield* keepLink(tx, from.id, now);
  yield* readdress(tx, from, fields.email);
  for (const move of moves) yield* prepared(move, { from: from.id, into: into.id });
  const { profiles } = tx.tables;
  yield* run(tx.query.delete(profiles).where(eq(profiles.id, from.id)));
  return yield* updateProfile(tx, into.id, fields);
}

/** The profile that this one has become a part of, or the profile itself; undefined when it was erased. */
export function* findUnitedProfile(id: number): Steps<Profile | undefined> {
  return (yield* findProfile(id)) ?? (yield* prepared(byLink, { value: linkOf(id) }))[0]?.profile;
}

function unitedFields(
  { from, into, isPublic }: { from: Profile; into: Profile; isPublic: boolean },
  now: number,
) {
  const email = into.email ?? from.email;
  const confirmed = [into, ...(isPublic ? [] : [from])].some(
    (profile) => profile.email === email && !profile.emailClaimed,
  );
  const seen = [from.lastSeenAt, into.lastSeenAt].filter((at) => at !== null);
  return {
    email,
    emailClaimed: email !== null && !confirmed,
    phone: into.phone ?? (isPublic ? null : from.phone),
    name: into.name ?? from.name,
    timezone: into.timezone ?? from.timezone,
    locale: into.locale ?? from.locale,
    // Whoever asked to be left alone stays so.
    trackingOff: into.trackingOff || from.trackingOff,
    attributes: fillAttributes(into.attributes, { ...from.attributes, ...into.attributes }).attributes,
    createdAt: Math.min(from.createdAt, into.createdAt),
    updatedAt: now,
    lastSeenAt: seen.length > 0 ? Math.max(...seen) : null,
  };
}

/** Of two timers for the same thing, the one that rests on the newer event counts; an older trigger's is void. */
function* mergeTimers(from: number, into: number): Steps<void> {
  const kept = yield* timersOf(into);
  for (const timer of yield* timersOf(from)) {
    yield* disarmTimer(timer);
    const other = kept.find(
      ({ workflowId, timerKey }) => workflowId === timer.workflowId && timerKey === timer.timerKey,
    );
    if (other && !isNewer(timer, other)) continue;
    if (other) yield* disarmTimer(other);
    yield* setTimer({ ...timer, profileId: into });
  }
}

function isNewer(timer: Timer, other: Timer): boolean {
  return timer.since === other.since ? timer.setAt > other.setAt : timer.since > other.since;
}

/** A profile enters a workflow once by the same key. Where both have, the run that moves gets another one. */
function* separateEntryKeys(tx: Transaction, from: number, into: number): Steps<void> {
  const { runs } = tx.tables;
  const entered = tx.query
    .select({ id: runs.id, workflowId: runs.workflowId, entryKey: runs.entryKey })
    .from(runs);
  const theirs = yield* run(entered.where(eq(runs.profileId, from)));
  if (theirs.length === 0) return;
  const workflowIds = [...new Set(theirs.map(({ workflowId }) => workflowId))];
  const own = yield* run(
    tx.query
      .select({ workflowId: runs.workflowId, entryKey: runs.entryKey })
      .from(runs)
      .where(and(eq(runs.profileId, into), inArray(runs.workflowId, workflowIds))),
  );
  const taken = new Set(own.map(({ workflowId, entryKey }) => `${workflowId} ${entryKey}`));
  for (const { id, workflowId, entryKey } of theirs) {
    if (!taken.has(`${workflowId} ${entryKey}`)) continue;
    yield* run(
      tx.query
        .update(runs)
        .set({ entryKey: `${entryKey}~merged-${id}` })
        .where(eq(runs.id, id)),
    );
  }
}

/**
 * Links in messages name the profile that they went to, and an old mail's must go on unsubscribing its reader: the
 * profile's number stays behind as an anonymous id, which no program is let send.
 */
const LINK_PREFIX = "rekindle:profile:";

const byLink = statement<{ value: string }>()((query, { profiles, anonymousIds }) =>
  query
    .select({ profile: profiles })
    .from(anonymousIds)
    .innerJoin(profiles, eq(profiles.id, anonymousIds.profileId))
    .where(eq(anonymousIds.value, sql.placeholder("value"))),
);

function linkOf(profileId: number): string {
  return `${LINK_PREFIX}${profileId}`;
}

/** Whether somebody sends an id of ours as if it were a visitor's. */
export function isLinkId(anonymousId: string): boolean {
  return [LINK_PREFIX, FORMER_PREFIX, APART_PREFIX].some((prefix) => anonymousId.startsWith(prefix));
}

function* keepLink(tx: Transaction, profileId: number, now: number): Steps<void> {
  const { anonymousIds } = tx.tables;
  yield* run(tx.query.insert(anonymousIds).values({ value: linkOf(profileId), profileId, createdAt: now }));
}

/** What has not gone out yet to an address that the profile does not keep goes to the one that it has. */
export function* readdress(
  tx: Transaction,
  from: Pick<Profile, "id" | "email">,
  email: string | null,
): Steps<void> {
  if (from.email === null || email === null || from.email === email) return;
  const { messages } = tx.tables;
  const queued = yield* run(
    tx.query
      .select({ id: messages.id, content: messages.content })
      .from(messages)
      .where(
        and(
          eq(messages.profileId, from.id),
          eq(messages.status, "queued"),
          eq(messages.channel, "email"),
          eq(messages.endpoint, from.email),
        ),
      ),
  );
  const ids = queued.flatMap(({ id, content }) => ("team" in content && content.team ? [] : [id]));
  if (ids.length > 0)
    yield* run(tx.query.update(messages).set({ endpoint: email }).where(inArray(messages.id, ids)));
}

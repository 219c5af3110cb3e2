import { and, asc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";

export type SegmentLook = Tables["segmentLooks"]["$inferSelect"];

/** Each statement has a price of its own, on PostgreSQL a way there and back. */
const LOOKS_AT_ONCE = 8;
const PLACES = Array.from({ length: LOOKS_AT_ONCE }, (_, place) => `segment${place}`);

type Cause = Omit<SegmentLook, "segmentId"> & { now: number };
const cause = {
  profileId: sql.placeholder("profileId"),
  dueAt: sql.placeholder("dueAt"),
  depth: sql.placeholder("depth"),
  quiet: sql.placeholder("quiet"),
};
const noteOne = statement<Cause & { segmentId: number }>()((query, { segmentLooks }) =>
  query
    .insert(segmentLooks)
    .values({ ...cause, segmentId: sql.placeholder("segmentId") })
    .onConflictDoUpdate(joined(segmentLooks)),
);
const noteSome = statement<Cause & Record<string, number | boolean>>()((query, { segmentLooks }) =>
  query
    .insert(segmentLooks)
    .values(PLACES.map((place) => ({ ...cause, segmentId: sql.placeholder(place) })))
    .onConflictDoUpdate(joined(segmentLooks)),
);
const noteAll = statement<{ profileId: number; now: number; quiet: number }>()(
  (query, { segments, segmentLooks }) =>
    query
      .insert(segmentLooks)
      .select(
        query
          .select({
            profileId: sql<number>`cast(${sql.placeholder("profileId")} as bigint)`.as("profile_id"),
            segmentId: segments.id,
            dueAt: sql<number>`cast(${sql.placeholder("now")} as bigint)`.as("due_at"),
            depth: sql<number>`0`.as("depth"),
            quiet: sql<boolean>`cast(${sql.placeholder("quiet")} as boolean)`.as("quiet"),
          })
          .from(segments)
          .where(isNull(segments.archivedAt)),
      )
      .onConflictDoUpdate(joined(segmentLooks)),
);
const setTurn = statement<{ profileId: number; segmentId: number; at: number; now: number }>()(
  (query, { segmentLooks }) =>
    query
      .insert(segmentLooks)
      .values({
        profileId: sql.placeholder("profileId"),
        segmentId: sql.placeholder("segmentId"),
        dueAt: sql.placeholder("at"),
      })
      .onConflictDoUpdate({
        target: [segmentLooks.profileId, segmentLooks.segmentId],
        set: { dueAt: sql`excluded.due_at`, depth: 0, quiet: false },
        setWhere: gt(segmentLooks.dueAt, sql.placeholder("now")),
      }),
);
const due = statement<{ now: number; limit: number }>()((query, { segmentLooks }) =>
  query
    .select({ profileId: segmentLooks.profileId })
    .from(segmentLooks)
    .where(lte(segmentLooks.dueAt, sql.placeholder("now")))
    .orderBy(asc(segmentLooks.dueAt))
    .limit(sql.placeholder("limit")),
);
const dueOf = statement<{ profileId: number; now: number }>()((query, { segmentLooks }) =>
  query
    .select()
    .from(segmentLooks)
    .where(
      and(
        eq(segmentLooks.profileId, sql.placeholder("profileId")),
        lte(segmentLooks.dueAt, sql.placeholder("now")),
      ),
    )
    .orderBy(asc(segmentLooks.segmentId)),
);
const remove = statement<{ profileId: number; segmentId: number }>()((query, { segmentLooks }) =>
  query
    .delete(segmentLooks)
    .where(
      and(
        eq(segmentLooks.profileId, sql.placeholder("profileId")),
        eq(segmentLooks.segmentId, sql.placeholder("segmentId")),
      ),
    ),
);
const next = statement<Record<string, never>>()((query, { segmentLooks }) =>
  query.select({ dueAt: segmentLooks.dueAt }).from(segmentLooks).orderBy(asc(segmentLooks.dueAt)).limit(1),
);
const postpone = statement<{ profileId: number; now: number; to: number }>()((query, { segmentLooks }) =>
  query
    .update(segmentLooks)
    .set({ dueAt: sql`${sql.placeholder("to")}` })
    .where(
      and(
        eq(segmentLooks.profileId, sql.placeholder("profileId")),
        lte(segmentLooks.dueAt, sql.placeholder("now")),
      ),
    ),
);

/**
 * Notes that a profile is to be looked at by these segments. `dueAt`: when what may have changed the answer happened,
 * never later than `now`. Of several causes the newest counts, and the longest chain of workflows; it is quiet when all
 * of them are.
 */
export function* noteLooks(segmentIds: readonly number[], cause: Cause): Steps<void> {
  let start = 0;
  for (; start + LOOKS_AT_ONCE <= segmentIds.length; start += LOOKS_AT_ONCE) {
    const values: Cause & Record<string, number | boolean> = { ...cause };
    for (const [index, place] of PLACES.entries()) values[place] = segmentIds[start + index]!;
    yield* prepared(noteSome, values);
  }
  for (const segmentId of segmentIds.slice(start)) yield* prepared(noteOne, { ...cause, segmentId });
}

/** Notes that a profile is to be looked at by every segment. `quiet`: history was told of it, which starts no run. */
export function* noteAllLooks(
  profileId: number,
  { quiet }: Pick<SegmentLook, "quiet">,
  now: number,
): Steps<void> {
  yield* prepared(noteAll, { profileId, now, quiet: quiet ? 1 : 0 });
}

/** Notes when time alone may change the answer. What is due already has its turn first, and sets the next by itself. */
export function* noteTurn(
  place: { profileId: number; segmentId: number },
  at: number,
  now: number,
): Steps<void> {
  yield* prepared(setTurn, { ...place, at, now });
}

/** The profiles that are to be looked at, whoever has waited longest first. */
export function* profilesToLookAt(now: number, limit: number): Steps<number[]> {
  const rows = yield* prepared(due, { now, limit });
  return [...new Set(rows.map(({ profileId }) => profileId))];
}

/** What a profile is to be looked at by now. */
export function* dueLooksOf(profileId: number, now: number): Steps<SegmentLook[]> {
  return yield* prepared(dueOf, { profileId, now });
}

export function* removeLook(look: Pick<SegmentLook, "profileId" | "segmentId">): Steps<void> {
  yield* prepared(remove, { profileId: look.profileId, segmentId: look.segmentId });
}

/** Has a profile's looks wait, because something in them fails. */
export function* postponeLooks(profileId: number, now: number, to: number): Steps<void> {
  yield* prepared(postpone, { profileId, now, to });
}

/** When somebody is next to be looked at; null when nobody is. */
export function* nextLookAt(): Steps<number | null> {
  return (yield* prepared(next, {}))[0]?.dueAt ?? null;
}

/** Forgets up to `limit` looks of a segment that was put away; answers with how many there were. */
export function* forgetLooks(tx: Transaction, segmentId: number, limit: number): Steps<number> {
  const { segmentLooks } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ profileId: segmentLooks.profileId })
      .from(segmentLooks)
      .where(eq(segmentLooks.segmentId, segmentId))
      .limit(limit),
  );
  for (const { profileId } of rows) yield* removeLook({ profileId, segmentId });
  return rows.length;
}

/** A look that only waits for its time gives way to what has happened; of two that are due, both count. */
function joined(looks: Tables["segmentLooks"]) {
  const waits = sql`${looks.dueAt} > ${sql.placeholder("now")}`;
  const newer = (column: typeof looks.dueAt | typeof looks.depth, excluded: string) =>
    sql`case when ${waits} or ${sql.raw(excluded)} > ${column} then ${sql.raw(excluded)} else ${column} end`;
  return {
    target: [looks.profileId, looks.segmentId],
    set: {
      dueAt: newer(looks.dueAt, "excluded.due_at"),
      depth: newer(looks.depth, "excluded.depth"),
      quiet: sql`case when ${waits} then excluded.quiet else (${looks.quiet} and excluded.quiet) end`,
    },
  };
}

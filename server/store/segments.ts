import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import {
  type Database,
  prepared,
  rowsWritten,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { Condition } from "#workflows/condition.ts";

export type Segment = Tables["segments"]["$inferSelect"];

/** Segments of a shop, those that were put away not counted: each new customer is looked at by every one of them. */
export const SEGMENTS_MAX = 200;

export interface NewSegment {
  name: string;
  description: string | null;
  rule: Condition;
}

/** How far a segment is with looking at everybody. */
export type SegmentProgress = Pick<Segment, "id" | "state" | "rebuildAfter" | "updatedAt" | "archivedAt">;

const all = statement<Record<string, never>>()((query, { segments }) =>
  query.select().from(segments).orderBy(asc(segments.id)),
);
const byId = statement<{ id: number }>()((query, { segments }) =>
  query
    .select()
    .from(segments)
    .where(eq(segments.id, sql.placeholder("id"))),
);
const byName = statement<{ name: string }>()((query, { segments }) =>
  query
    .select()
    .from(segments)
    .where(eq(segments.name, sql.placeholder("name"))),
);
const building = statement<Record<string, never>>()((query, { segments }) =>
  query
    .select({
      id: segments.id,
      state: segments.state,
      rebuildAfter: segments.rebuildAfter,
      updatedAt: segments.updatedAt,
      archivedAt: segments.archivedAt,
    })
    .from(segments)
    .where(isNotNull(segments.rebuildAfter)),
);
const goOn = statement<{ id: number; after: number }>()((query, { segments }) =>
  query
    .update(segments)
    .set({ rebuildAfter: sql`${sql.placeholder("after")}` })
    .where(eq(segments.id, sql.placeholder("id"))),
);
const finish = statement<{ id: number }>()((query, { segments }) =>
  query
    .update(segments)
    .set({ rebuildAfter: null, state: "ready" })
    .where(eq(segments.id, sql.placeholder("id"))),
);

/** All segments in the order in which they were made, those that were put away included. */
export function* allSegments(): Steps<Segment[]> {
  return yield* prepared(all, {});
}

/** The segments that can be chosen, by name. */
export async function listSegments(db: Database): Promise<Segment[]> {
  const { segments } = db.tables;
  return await db.query
    .select()
    .from(segments)
    .where(isNull(segments.archivedAt))
    .orderBy(asc(segments.name), asc(segments.id));
}

export function* findSegment(id: number): Steps<Segment | undefined> {
  return (yield* prepared(byId, { id }))[0];
}

/** Names are given once, also those of segments that were put away. */
export function* findSegmentByName(name: string): Steps<Segment | undefined> {
  return (yield* prepared(byName, { name }))[0];
}

/** Makes a segment whose rule nobody has been looked at by. */
export function* insertSegment(tx: Transaction, segment: NewSegment, now: number): Steps<number> {
  const [row] = yield* run(
    tx.query
      .insert(tx.tables.segments)
      .values({ ...segment, state: "building", rebuildAfter: 0, createdAt: now, updatedAt: now })
      .returning({ id: tx.tables.segments.id }),
  );
  return row!.id;
}

/** Changes what a segment is called, and says of itself; false when there is no such segment. */
export function* renameSegment(
  tx: Transaction,
  id: number,
  { name, description }: Pick<NewSegment, "name" | "description">,
): Steps<boolean> {
  const { segments } = tx.tables;
  const words = { name, description };
  return rowsWritten(yield* run(tx.query.update(segments).set(words).where(eq(segments.id, id)))) > 0;
}

/** Gives a segment another rule; everybody is to be looked at by it. */
export function* changeRule(tx: Transaction, id: number, rule: Condition, now: number): Steps<void> {
  const { segments } = tx.tables;
  yield* run(tx.query.update(segments).set({ rule }).where(eq(segments.id, id)));
  yield* rebuildSegment(tx, id, now);
}

/** Has everybody looked at by a segment's rule, from the first profile on. */
export function* rebuildSegment(tx: Transaction, id: number, now: number): Steps<void> {
  const { segments } = tx.tables;
  yield* run(
    tx.query
      .update(segments)
      .set({ state: "building", rebuildAfter: 0, updatedAt: changedAt(segments, now) })
      .where(eq(segments.id, id)),
  );
}

/** Puts a segment away: nobody comes in or leaves any more, and its members are forgotten little by little. */
export function* archiveSegment(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { segments } = tx.tables;
  const answer = yield* run(
    tx.query
      .update(segments)
      .set({ archivedAt: now, state: "building", rebuildAfter: 0, updatedAt: changedAt(segments, now) })
      .where(and(eq(segments.id, id), isNull(segments.archivedAt))),
  );
  return rowsWritten(answer) > 0;
}

/** Takes that back; everybody is to be looked at again. */
export function* restoreSegment(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { segments } = tx.tables;
  const answer = yield* run(
    tx.query
      .update(segments)
      .set({ archivedAt: null, state: "building", rebuildAfter: 0, updatedAt: changedAt(segments, now) })
      .where(and(eq(segments.id, id), isNotNull(segments.archivedAt))),
  );
  return rowsWritten(answer) > 0;
}

/** The segments that have not looked at everybody yet. */
export function* unfinishedSegments(): Steps<SegmentProgress[]> {
  return yield* prepared(building, {});
}

/** Keeps how far a segment has come. */
export function* saveProgress(id: number, after: number): Steps<void> {
  yield* prepared(goOn, { id, after });
}

/** Everybody has been looked at. */
export function* finishRebuild(id: number): Steps<void> {
  yield* prepared(finish, { id });
}

/** For how much of a rebuild is done: the id of the newest profile; 0 when there is none. */
export async function newestProfileId(db: Database): Promise<number> {
  const { profiles } = db.tables;
  const [row] = await db.query
    .select({ id: sql<number | null>`max(${profiles.id})` })
    .from(profiles)
    .where(gt(profiles.id, 0));
  return Number(row?.id ?? 0);
}

/** Two changes are never at the same moment: a change is recognised by its time. */
function changedAt({ updatedAt }: Tables["segments"], now: number) {
  return sql`case when ${updatedAt} >= ${now} then ${updatedAt} + 1 else ${now} end`;
}

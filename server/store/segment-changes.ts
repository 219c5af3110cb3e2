import { and, desc, eq, lt, lte, or, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, prepared, type Steps, statement } from "#server/database/database.ts";

export type SegmentChangeRow = Tables["segmentChanges"]["$inferSelect"];

const insert = statement<Omit<SegmentChangeRow, "id">>()((query, { segmentChanges }) =>
  query.insert(segmentChanges).values({
    segmentId: sql.placeholder("segmentId"),
    profileId: sql.placeholder("profileId"),
    entered: sql.placeholder("entered"),
    at: sql.placeholder("at"),
  }),
);

/** Notes that somebody came into a segment or left it. */
export function* noteSegmentChange(change: Omit<SegmentChangeRow, "id">): Steps<void> {
  yield* prepared(insert, change);
}

/** Where a page of changes ended. Its time counts first: whoever's clock was set back has a newer id with an older time. */
export type ChangePlace = Pick<SegmentChangeRow, "id" | "at">;

/** Who came and left, the newest first; `before`: where the page before ended. */
export async function listSegmentChanges(
  db: Database,
  segmentId: number,
  { before, limit }: { before: ChangePlace | null; limit: number },
): Promise<SegmentChangeRow[]> {
  const { segmentChanges } = db.tables;
  const ofSegment = eq(segmentChanges.segmentId, segmentId);
  return await db.query
    .select()
    .from(segmentChanges)
    .where(
      before === null
        ? ofSegment
        : and(
            ofSegment,
            lte(segmentChanges.at, before.at),
            or(lt(segmentChanges.at, before.at), lt(segmentChanges.id, before.id)),
          ),
    )
    .orderBy(desc(segmentChanges.at), desc(segmentChanges.id))
    .limit(limit);
}

import { and, eq, inArray, sql } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";

/**
 * Takes a profile that is about to be gone off the numbers of the segments that it is in; with `also`, only off those
 * that this other profile is in too.
 */
export function* countOutOfSegments(tx: Transaction, profileId: number, also?: number): Steps<void> {
  const { segments, segmentMembers } = tx.tables;
  const segmentsOf = (id: number) =>
    tx.query
      .select({ id: segmentMembers.segmentId })
      .from(segmentMembers)
      .where(eq(segmentMembers.profileId, id));
  const theirs = inArray(segments.id, segmentsOf(profileId));
  yield* run(
    tx.query
      .update(segments)
      .set({ memberCount: sql`${segments.memberCount} - 1` })
      .where(also === undefined ? theirs : and(theirs, inArray(segments.id, segmentsOf(also)))),
  );
}

import { eq, isNull } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { countOutOfSegments } from "./member-counts.ts";
import { uniteRows } from "./merge-rows.ts";
import { noteLooks } from "./segment-looks.ts";

/**
 * Gives one profile's places in segments and its stage of life to another. Who was in a segment as either stays in it
 * without having come in anew; what is true of the two together, a look at every segment and at the stage finds out.
 */
export function* mergeSegments(tx: Transaction, from: number, into: number, now: number): Steps<void> {
  yield* countOutOfSegments(tx, from, into);
  yield* uniteRows(tx, "segmentMembers", from, into);
  yield* uniteRows(tx, "lifecycleStages", from, into);
  const { segments, segmentLooks, lifecycleStages } = tx.tables;
  const theirs = yield* run(
    tx.query
      .delete(segmentLooks)
      .where(eq(segmentLooks.profileId, from))
      .returning({ depth: segmentLooks.depth }),
  );
  const open = yield* run(
    tx.query.select({ segmentId: segments.id }).from(segments).where(isNull(segments.archivedAt)),
  );
  const depth = Math.max(0, ...theirs.map((look) => look.depth));
  const ids = open.map(({ segmentId }) => segmentId);
  yield* noteLooks(ids, { profileId: into, dueAt: now, depth, quiet: false, now });
  yield* run(tx.query.update(lifecycleStages).set({ dueAt: now }).where(eq(lifecycleStages.profileId, into)));
}

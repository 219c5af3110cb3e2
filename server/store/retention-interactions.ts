import { and, inArray, isNotNull } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { noteForgotten } from "./forgotten-facts.ts";
import { type Pruned, type PruneSlice, pruneOld, removeOld } from "./retention.ts";

/** Removes opens and clicks from before a moment. */
export function pruneInteractions(
  tx: Transaction,
  { now, ...slice }: PruneSlice<number> & { now: number },
): Steps<Pruned<number>> {
  const { interactions } = tx.tables;
  return pruneOld(tx, "interactions", slice, function* (ids) {
    const removed = yield* run(
      tx.query
        .delete(interactions)
        .where(inArray(interactions.id, ids))
        .returning({ profileId: interactions.profileId }),
    );
    const whose = removed.map(({ profileId }) => profileId);
    yield* noteForgotten(whose, (rule) => rule.messages, now);
    return removed.length;
  });
}

/** Removes which link was clicked from clicks before a moment: an address of a message tells what it said. */
export function pruneClickedLinks(tx: Transaction, slice: PruneSlice<number>): Steps<Pruned<number>> {
  const { interactions } = tx.tables;
  return pruneOld(tx, "interactions", slice, function* (ids) {
    const emptied = yield* run(
      tx.query
        .update(interactions)
        .set({ url: null })
        .where(and(inArray(interactions.id, ids), isNotNull(interactions.url)))
        .returning({ id: interactions.id }),
    );
    return emptied.length;
  });
}

/**
 * Removes from before a moment that messages came back or were reported. History is never kept for less than the days for
 * which soft bounces count.
 */
export function pruneBounces(tx: Transaction, slice: PruneSlice<number>): Steps<Pruned<number>> {
  return removeOld(tx, "bounces", slice);
}

/** Removes what the receiving side said of messages before a moment. What it came to, and the code, stays. */
export function pruneBounceDetails(tx: Transaction, slice: PruneSlice<number>): Steps<Pruned<number>> {
  const { bounces } = tx.tables;
  return pruneOld(tx, "bounces", slice, function* (ids) {
    const emptied = yield* run(
      tx.query
        .update(bounces)
        .set({ detail: null })
        .where(and(inArray(bounces.id, ids), isNotNull(bounces.detail)))
        .returning({ id: bounces.id }),
    );
    return emptied.length;
  });
}

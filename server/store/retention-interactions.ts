import { and, asc, gt, inArray, isNotNull, lt, lte } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

/** Removes opens and clicks from before a moment. They are noted in the order of their ids. */
export function* pruneInteractions(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { interactions } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: interactions.id, at: interactions.at })
      .from(interactions)
      .where(gt(interactions.id, after))
      .orderBy(asc(interactions.id))
      .limit(limit),
  );
  const old = rows.filter(({ at }) => at < before).map(({ id }) => id);
  if (old.length > 0) yield* run(tx.query.delete(interactions).where(inArray(interactions.id, old)));
  // A clock that was set back leaves a young row among old ones; it is stepped over.
  return { removed: old.length, next: old.length > 0 && rows.length === limit ? rows.at(-1)!.id : null };
}

/**
 * Removes which link was clicked from clicks before a moment: an address of a message tells what it said. That there was
 * a click stays, so this walks over all that are as old.
 */
export function* pruneClickedLinks(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { interactions } = tx.tables;
  const seen = yield* run(
    tx.query
      .select({ id: interactions.id, at: interactions.at })
      .from(interactions)
      .where(gt(interactions.id, after))
      .orderBy(asc(interactions.id))
      .limit(limit),
  );
  const last = seen.at(-1);
  if (!last) return { removed: 0, next: null };
  const emptied = yield* run(
    tx.query
      .update(interactions)
      .set({ url: null })
      .where(
        and(
          gt(interactions.id, after),
          lte(interactions.id, last.id),
          lt(interactions.at, before),
          isNotNull(interactions.url),
        ),
      )
      .returning({ id: interactions.id }),
  );
  const mayFollow = seen.length === limit && seen.some(({ at }) => at < before);
  return { removed: emptied.length, next: mayFollow ? last.id : null };
}

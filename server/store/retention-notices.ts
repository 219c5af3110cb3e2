import { and, asc, gt, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { isNoticeProper } from "./notices.ts";
import { forgetRemovedOutgoingHooks } from "./outgoing-hooks.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

const DAY_MS = 24 * 3_600_000;
/** Notices, delivered or not, and removed outgoing hooks are kept for so long. */
export const NOTICES_KEPT_MS = 30 * DAY_MS;

/** Removes notices from before a moment: also those that still wait for a hook that is off, which are no news by then. */
export function* pruneNotices(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { notices } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: notices.id, createdAt: notices.createdAt })
      .from(notices)
      .where(and(gt(notices.id, after), isNoticeProper(tx.tables)))
      .orderBy(asc(notices.id))
      .limit(limit),
  );
  const old = rows.filter(({ createdAt }) => createdAt < before).map(({ id }) => id);
  if (old.length > 0) yield* run(tx.query.delete(notices).where(inArray(notices.id, old)));
  if (old.length > 0 && rows.length === limit) return { removed: old.length, next: rows.at(-1)!.id };
  // At the end of the walk: by now they have no notices left that would go with them.
  return { removed: old.length + (yield* forgetRemovedOutgoingHooks(tx, before)), next: null };
}

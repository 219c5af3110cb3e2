import { asc, gt, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

/** Runs that are looked at in one slice: those that still wait are stepped over fast. */
const RUNS_READ = 200;

/**
 * Removes the visits of runs that ended before a moment; what was counted of them stays. `limit` is of runs whose visits
 * are removed.
 */
export function* pruneVisits(
  tx: Transaction,
  { after, before, limit }: PruneSlice<number>,
): Steps<Pruned<number>> {
  const { runs, visits } = tx.tables;
  const found = yield* run(
    tx.query
      .selectDistinct({ runId: visits.runId })
      .from(visits)
      .where(gt(visits.runId, after))
      .orderBy(asc(visits.runId))
      .limit(RUNS_READ),
  );
  const ids = found.map(({ runId }) => runId);
  if (ids.length === 0) return { removed: 0, next: null };
  const owners = yield* run(
    tx.query
      .select({ id: runs.id, startedAt: runs.startedAt, endedAt: runs.endedAt })
      .from(runs)
      .where(inArray(runs.id, ids))
      .orderBy(asc(runs.id)),
  );
  const allOld = owners.filter(({ endedAt }) => endedAt !== null && endedAt < before).map(({ id }) => id);
  const old = allOld.slice(0, limit);
  const removed = yield* removeVisits(tx, old);
  if (old.length < allOld.length) return { removed, next: old.at(-1)! };
  const mayFollow = ids.length === RUNS_READ && owners.some(({ startedAt }) => startedAt < before);
  return { removed, next: mayFollow ? ids.at(-1)! : null };
}

function* removeVisits(tx: Transaction, runIds: number[]): Steps<number> {
  if (runIds.length === 0) return 0;
  const { visits } = tx.tables;
  const gone = yield* run(
    tx.query.delete(visits).where(inArray(visits.runId, runIds)).returning({ runId: visits.runId }),
  );
  return gone.length;
}

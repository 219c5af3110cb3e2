import { and, asc, eq, gt, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { RunState } from "#workflows/run.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

/** Runs that are looked at in one slice: those that keep their data are stepped over fast. */
const RUNS_READ = 200;

const emptyState = statement<{ id: number; state: RunState }>()((query, { runs }) =>
  query
    .update(runs)
    .set({ state: sql`${sql.param(sql.placeholder("state"), runs.state)}` })
    .where(eq(runs.id, sql.placeholder("id"))),
);

/**
 * Removes what runs carried that ended before a moment. A goal may compare its event with what a run carried, so one
 * that has not reached it keeps its data until it began before `convertibleSince` too. Runs never go, so this walks over
 * all of them.
 */
export function* pruneRunData(
  tx: Transaction,
  { after, before, limit, convertibleSince }: PruneSlice<number> & { convertibleSince: number },
): Steps<Pruned<number>> {
  const { runs } = tx.tables;
  const seen = yield* run(
    tx.query
      .select({ id: runs.id, startedAt: runs.startedAt })
      .from(runs)
      .where(gt(runs.id, after))
      .orderBy(asc(runs.id))
      .limit(RUNS_READ),
  );
  const last = seen.at(-1);
  if (!last) return { removed: 0, next: null };
  const old = yield* run(
    tx.query
      .select({ id: runs.id, state: runs.state })
      .from(runs)
      .where(
        and(
          gt(runs.id, after),
          lte(runs.id, last.id),
          lt(runs.endedAt, before),
          or(isNotNull(runs.convertedAt), lt(runs.startedAt, convertibleSince)),
          sql`${runs.state} ->> 'data' <> '{}'`,
        ),
      )
      .orderBy(asc(runs.id))
      .limit(limit),
  );
  for (const { id, state } of old) yield* prepared(emptyState, { id, state: { ...state, data: {} } });
  if (old.length === limit) return { removed: old.length, next: old.at(-1)!.id };
  const mayFollow = seen.length === RUNS_READ && seen.some(({ startedAt }) => startedAt < before);
  return { removed: old.length, next: mayFollow ? last.id : null };
}

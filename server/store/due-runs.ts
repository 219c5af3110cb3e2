import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Run } from "./runs.ts";

// By workflow, so that the many waiting runs of a paused one are never walked over. Guarded, so that of two workers who
// see the same due run only one takes it.
const claim = statement<{ workflowId: number; now: number; limit: number }>()((query, { runs }) => {
  const due = query
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        eq(runs.workflowId, sql.placeholder("workflowId")),
        isNotNull(runs.wakeAt),
        lte(runs.wakeAt, sql.placeholder("now")),
      ),
    )
    .orderBy(asc(runs.wakeAt))
    .limit(sql.placeholder("limit"));
  return query
    .update(runs)
    .set({ wakeAt: null })
    .where(and(inArray(runs.id, due), isNotNull(runs.wakeAt)))
    .returning(getTableColumns(runs));
});
const wakeEarly = statement<{ profileId: number; now: number }>()((query, { runs }) =>
  query
    .update(runs)
    .set({ wakeAt: sql`${sql.placeholder("now")}` })
    .where(
      and(
        eq(runs.profileId, sql.placeholder("profileId")),
        eq(runs.status, "active"),
        gt(runs.wakeAt, sql.placeholder("now")),
      ),
    ),
);
const earliest = statement<{ workflowId: number }>()((query, { runs }) =>
  query
    .select({ at: runs.wakeAt })
    .from(runs)
    .where(and(eq(runs.workflowId, sql.placeholder("workflowId")), isNotNull(runs.wakeAt)))
    .orderBy(asc(runs.wakeAt))
    .limit(1),
);

/** Takes up to `limit` of a workflow's due runs; the transaction that takes them must also move them on. */
export function* claimDueRuns(workflowId: number, now: number, limit: number): Steps<Run[]> {
  return yield* prepared(claim, { workflowId, now, limit });
}

export function* nextWakeAt(workflowId: number): Steps<number | null> {
  return (yield* prepared(earliest, { workflowId }))[0]?.at ?? null;
}

/** Wakes the runs of a profile that wait for a time, so that each works out its time anew and waits on. */
export function* lookAgain(profileId: number, now: number): Steps<void> {
  yield* prepared(wakeEarly, { profileId, now });
}

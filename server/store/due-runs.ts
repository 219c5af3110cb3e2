import { and, asc, eq, gt, isNotNull, lte, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Run } from "./runs.ts";

// By workflow, so that the many waiting runs of a paused one are never walked over.
const due = statement<{ workflowId: number; now: number; limit: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.workflowId, sql.placeholder("workflowId")),
        isNotNull(runs.wakeAt),
        lte(runs.wakeAt, sql.placeholder("now")),
      ),
    )
    .orderBy(asc(runs.wakeAt))
    .limit(sql.placeholder("limit")),
);
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

/**
 * Up to `limit` of a workflow's due runs, the longest due first. The transaction that reads them must also move them on:
 * of two processes that see the same run, the second one's transaction conflicts and is done again.
 */
export function* dueRuns(workflowId: number, now: number, limit: number): Steps<Run[]> {
  return yield* prepared(due, { workflowId, now, limit });
}

export function* nextWakeAt(workflowId: number): Steps<number | null> {
  return (yield* prepared(earliest, { workflowId }))[0]?.at ?? null;
}

/** Wakes the runs of a profile that wait for a time, so that each works out its time anew and waits on. */
export function* lookAgain(profileId: number, now: number): Steps<void> {
  yield* prepared(wakeEarly, { profileId, now });
}

import { and, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { WorkflowNeed } from "#workflows/needs.ts";
import { isInWindow, type Window } from "#workflows/rule-window.ts";

/** Of one profile in one workflow there are few. */
const ofWorkflow = statement<{ profileId: number; workflowId: number }>()((query, { runs }) =>
  query
    .select({
      status: runs.status,
      startedAt: runs.startedAt,
      endedAt: runs.endedAt,
      convertedAt: runs.convertedAt,
    })
    .from(runs)
    .where(
      and(
        eq(runs.profileId, sql.placeholder("profileId")),
        eq(runs.workflowId, sql.placeholder("workflowId")),
      ),
    ),
);

/** How many runs of a workflow the profile is inside of, or has entered, finished or converted in within a window. */
export function* countRunsIn(profileId: number, need: WorkflowNeed, window: Window): Steps<number> {
  const { workflowId, state } = need;
  if (state !== "inside") {
    const times = yield* moments(profileId, need);
    return times.filter((at) => isInWindow(at, window)).length;
  }
  const rows = yield* prepared(ofWorkflow, { profileId, workflowId });
  return rows.filter(({ status }) => status === "active").length;
}

/** When the profile entered, finished or converted at or after a moment, the newest first; null: ever. */
export function* timesOfRuns(profileId: number, need: WorkflowNeed, from: number | null): Steps<number[]> {
  const times = yield* moments(profileId, need);
  return times.filter((at) => from === null || at >= from).sort((a, b) => b - a);
}

function* moments(profileId: number, { workflowId, state }: WorkflowNeed): Steps<number[]> {
  const rows = yield* prepared(ofWorkflow, { profileId, workflowId });
  return rows.flatMap((row) => {
    if (state === "entered") return row.startedAt;
    if (state === "finished") return row.status === "finished" ? (row.endedAt ?? []) : [];
    return row.convertedAt ?? [];
  });
}

import { and, desc, eq, gt, gte, isNull, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Advance } from "#workflows/interpreter.ts";
import type { RunState } from "#workflows/run.ts";
import { note } from "./history.ts";
import { countConversion } from "./step-counts.ts";
import { beginVisit, endVisit, passThrough } from "./visits.ts";

export type Run = Tables["runs"]["$inferSelect"];

export interface NewRun {
  workflowId: number;
  versionId: number;
  profileId: number;
  entryKey: string;
  state: RunState;
  startedAt: number;
}

const insert = statement<{
  workflowId: number;
  versionId: number;
  profileId: number;
  entryKey: string;
  state: RunState;
  nodeId: string;
  startedAt: number;
}>()((query, { runs }) =>
  query
    .insert(runs)
    .values({
      workflowId: sql.placeholder("workflowId"),
      versionId: sql.placeholder("versionId"),
      profileId: sql.placeholder("profileId"),
      entryKey: sql.placeholder("entryKey"),
      status: "active",
      state: sql.placeholder("state"),
      nodeId: sql.placeholder("nodeId"),
      startedAt: sql.placeholder("startedAt"),
    })
    .onConflictDoNothing()
    .returning(),
);
const byId = statement<{ id: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(eq(runs.id, sql.placeholder("id"))),
);
const activeOf = statement<{ profileId: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(and(eq(runs.profileId, sql.placeholder("profileId")), eq(runs.status, "active"))),
);
const last = statement<{ workflowId: number; profileId: number }>()((query, { runs }) =>
  query
    .select({ id: runs.id, startedAt: runs.startedAt })
    .from(runs)
    .where(
      and(
        eq(runs.workflowId, sql.placeholder("workflowId")),
        eq(runs.profileId, sql.placeholder("profileId")),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(1),
);
const byEntry = statement<{ workflowId: number; profileId: number; entryKey: string }>()((query, { runs }) =>
  query
    .select({ id: runs.id })
    .from(runs)
    .where(
      and(
        eq(runs.workflowId, sql.placeholder("workflowId")),
        eq(runs.profileId, sql.placeholder("profileId")),
        eq(runs.entryKey, sql.placeholder("entryKey")),
      ),
    ),
);
const unconverted = statement<{ profileId: number; since: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.profileId, sql.placeholder("profileId")),
        gt(runs.startedAt, sql.placeholder("since")),
        isNull(runs.convertedAt),
      ),
    ),
);
const sinceOf = statement<{ profileId: number; since: number }>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(
      and(eq(runs.profileId, sql.placeholder("profileId")), gte(runs.startedAt, sql.placeholder("since"))),
    )
    .orderBy(desc(runs.id)),
);
const convert = statement<{ id: number; at: number }>()((query, { runs }) =>
  query
    .update(runs)
    .set({ convertedAt: sql`${sql.placeholder("at")}` })
    .where(eq(runs.id, sql.placeholder("id"))),
);
const saveWaiting = statement<{
  id: number;
  state: RunState;
  nodeId: string;
  wakeAt: number | null;
}>()((query, { runs }) =>
  query
    .update(runs)
    .set({
      state: sql`${sql.param(sql.placeholder("state"), runs.state)}`,
      nodeId: sql`${sql.placeholder("nodeId")}`,
      wakeAt: sql`${sql.placeholder("wakeAt")}`,
    })
    .where(eq(runs.id, sql.placeholder("id"))),
);
const saveEnded = statement<{
  id: number;
  status: Run["status"];
  state: RunState;
  nodeId: string;
  endedAt: number;
  endCode: string;
}>()((query, { runs }) =>
  query
    .update(runs)
    .set({
      status: sql`${sql.placeholder("status")}`,
      state: sql`${sql.param(sql.placeholder("state"), runs.state)}`,
      nodeId: sql`${sql.placeholder("nodeId")}`,
      wakeAt: null,
      endedAt: sql`${sql.placeholder("endedAt")}`,
      endCode: sql`${sql.placeholder("endCode")}`,
    })
    .where(eq(runs.id, sql.placeholder("id"))),
);
const revive = statement<{ id: number }>()((query, { runs }) =>
  query
    .update(runs)
    .set({ status: "active", endedAt: null, endCode: null })
    .where(eq(runs.id, sql.placeholder("id"))),
);

/** A new run, at its trigger; null when this profile has entered by this key before. */
export function* insertRun(run: NewRun): Steps<Run | null> {
  const [row] = yield* prepared(insert, {
    workflowId: run.workflowId,
    versionId: run.versionId,
    profileId: run.profileId,
    entryKey: run.entryKey,
    state: run.state,
    nodeId: run.state.nodeId,
    startedAt: run.startedAt,
  });
  if (!row) return null;
  const { nodeId, visit } = run.state;
  const arrival = { runId: row.id, visit, workflowId: run.workflowId, nodeId, arrivedAt: run.startedAt };
  yield* beginVisit(arrival, false);
  return row;
}

export function* findRun(id: number): Steps<Run | undefined> {
  return (yield* prepared(byId, { id }))[0];
}

export function* activeRunsOf(profileId: number): Steps<Run[]> {
  return yield* prepared(activeOf, { profileId });
}

/** The run with which the profile entered the workflow last. */
export function* lastRunOf(
  workflowId: number,
  profileId: number,
): Steps<{ id: number; startedAt: number } | undefined> {
  return (yield* prepared(last, { workflowId, profileId }))[0];
}

/** Whether the profile has entered the workflow by this key before. */
export function* hasEntered(workflowId: number, profileId: number, entryKey: string): Steps<boolean> {
  return (yield* prepared(byEntry, { workflowId, profileId, entryKey })).length > 0;
}

/** The profile's runs, under way or ended, that began after a moment and have not reached their goal. */
export function* unconvertedRunsOf(profileId: number, since: number): Steps<Run[]> {
  return yield* prepared(unconverted, { profileId, since });
}

export function* markConverted(id: number, at: number): Steps<void> {
  yield* prepared(convert, { id, at });
  yield* countConversion(id);
}

/** Makes a run that has ended one that is under way again; where it goes on is the caller's. */
export function* reviveRun(id: number): Steps<void> {
  yield* prepared(revive, { id });
}

/** The profile's runs that began at or after a moment and carry a cart, the newest first. */
export function* runsOfCart(profileId: number, since: number): Steps<Run[]> {
  const runs = yield* prepared(sinceOf, { profileId, since });
  return runs.filter((run) => typeof run.state.data.cartKey === "string");
}

/** Writes what one advance did: the run's new state, its visits and its reasons. The effect is the caller's. */
export function* recordAdvance(run: Run, result: Advance, now: number): Steps<void> {
  const { run: state, end } = result;
  const { nodeId } = state;
  // Two statements, because one that names the status makes SQLite write every index that holds it.
  if (end) {
    const { status, reason } = end;
    yield* prepared(saveEnded, { id: run.id, status, state, nodeId, endedAt: now, endCode: reason.code });
  } else {
    const wakeAt = state.waiting?.kind === "time" ? state.waiting.until : null;
    yield* prepared(saveWaiting, { id: run.id, state, nodeId, wakeAt });
  }
  const ids = { profileId: run.profileId, workflowId: run.workflowId, runId: run.id, at: now };
  const { id: runId, workflowId } = run;
  const converted = run.convertedAt !== null;
  for (const { nodeId, visit } of result.arrivals) {
    const left = result.departures.find((departure) => departure.visit === visit);
    const made = { runId, visit, workflowId, nodeId, arrivedAt: now };
    if (left) yield* passThrough(made, left.port, converted);
    else yield* beginVisit(made, converted);
  }
  for (const { nodeId, visit, port } of result.departures) {
    if (result.arrivals.some((arrival) => arrival.visit === visit)) continue;
    yield* endVisit({ runId, visit, workflowId, nodeId }, { leftAt: now, port });
  }
  for (const { nodeId, visit, reason } of result.reasons) yield* note({ ...ids, nodeId, visit, reason });
  if (end) yield* note({ ...ids, nodeId: state.nodeId, visit: state.visit, reason: end.reason });
}

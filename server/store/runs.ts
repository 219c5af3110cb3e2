import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  sql,
} from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { run as ask, prepared, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { Advance } from "#workflows/interpreter.ts";
import type { RunState } from "#workflows/run.ts";
import { note } from "./history.ts";

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
const setVersion = statement<{ id: number; versionId: number }>()((query, { runs }) =>
  query
    .update(runs)
    .set({ versionId: sql`${sql.placeholder("versionId")}` })
    .where(eq(runs.id, sql.placeholder("id"))),
);
const inOtherVersions = statement<{ workflowId: number; versionId: number; after: number; limit: number }>()(
  (query, { runs }) =>
    query
      .select()
      .from(runs)
      .where(
        and(
          eq(runs.workflowId, sql.placeholder("workflowId")),
          eq(runs.status, "active"),
          gt(runs.id, sql.placeholder("after")),
          ne(runs.versionId, sql.placeholder("versionId")),
        ),
      )
      .orderBy(asc(runs.id))
      .limit(sql.placeholder("limit")),
);
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
const save = statement<{
  id: number;
  status: Run["status"];
  state: RunState;
  nodeId: string;
  wakeAt: number | null;
  endedAt: number | null;
  endCode: string | null;
}>()((query, { runs }) =>
  query
    .update(runs)
    .set({
      status: sql`${sql.placeholder("status")}`,
      state: sql`${sql.param(sql.placeholder("state"), runs.state)}`,
      nodeId: sql`${sql.placeholder("nodeId")}`,
      wakeAt: sql`${sql.placeholder("wakeAt")}`,
      endedAt: sql`${sql.placeholder("endedAt")}`,
      endCode: sql`${sql.placeholder("endCode")}`,
    })
    .where(eq(runs.id, sql.placeholder("id"))),
);
const arrive = statement<{
  runId: number;
  visit: number;
  workflowId: number;
  nodeId: string;
  arrivedAt: number;
}>()((query, { visits }) =>
  query.insert(visits).values({
    runId: sql.placeholder("runId"),
    visit: sql.placeholder("visit"),
    workflowId: sql.placeholder("workflowId"),
    nodeId: sql.placeholder("nodeId"),
    arrivedAt: sql.placeholder("arrivedAt"),
  }),
);
const passThrough = statement<{
  runId: number;
  visit: number;
  workflowId: number;
  nodeId: string;
  at: number;
  port: string | null;
}>()((query, { visits }) =>
  query.insert(visits).values({
    runId: sql.placeholder("runId"),
    visit: sql.placeholder("visit"),
    workflowId: sql.placeholder("workflowId"),
    nodeId: sql.placeholder("nodeId"),
    arrivedAt: sql.placeholder("at"),
    leftAt: sql.placeholder("at"),
    port: sql.placeholder("port"),
  }),
);
const leave = statement<{ runId: number; visit: number; leftAt: number; port: string | null }>()(
  (query, { visits }) =>
    query
      .update(visits)
      .set({ leftAt: sql`${sql.placeholder("leftAt")}`, port: sql`${sql.placeholder("port")}` })
      .where(and(eq(visits.runId, sql.placeholder("runId")), eq(visits.visit, sql.placeholder("visit")))),
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
  yield* prepared(arrive, {
    runId: row.id,
    visit,
    workflowId: run.workflowId,
    nodeId,
    arrivedAt: run.startedAt,
  });
  return row;
}

export function* findRun(id: number): Steps<Run | undefined> {
  return (yield* prepared(byId, { id }))[0];
}

export function* activeRunsOf(profileId: number): Steps<Run[]> {
  return yield* prepared(activeOf, { profileId });
}

/** Wakes the runs of a profile that wait for a time, so that each works out its time anew and waits on. */
export function* lookAgain(profileId: number, now: number): Steps<void> {
  yield* prepared(wakeEarly, { profileId, now });
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
}

/** A workflow's active runs that are not in this version, in the order of their ids. */
export function* runsInOtherVersions(
  where: { workflowId: number; versionId: number; after: number },
  limit: number,
): Steps<Run[]> {
  return yield* prepared(inOtherVersions, { ...where, limit });
}

/** The profile's runs that began at or after a moment and carry a cart, the newest first. */
export function* runsOfCart(profileId: number, since: number): Steps<Run[]> {
  const runs = yield* prepared(sinceOf, { profileId, since });
  return runs.filter((run) => typeof run.state.data.cartKey === "string");
}

/** Pins a run to another version. */
export function* repinRun(id: number, versionId: number): Steps<void> {
  yield* prepared(setVersion, { id, versionId });
}

/** Takes up to `limit` of a workflow's due runs; the transaction that takes them must also move them on. */
export function* claimDueRuns(workflowId: number, now: number, limit: number): Steps<Run[]> {
  return yield* prepared(claim, { workflowId, now, limit });
}

export function* nextWakeAt(workflowId: number): Steps<number | null> {
  return (yield* prepared(earliest, { workflowId }))[0]?.at ?? null;
}

/** Writes what one advance did: the run's new state, its visits and its reasons. The effect is the caller's. */
export function* recordAdvance(run: Run, result: Advance, now: number): Steps<void> {
  const { run: state, end } = result;
  yield* prepared(save, {
    id: run.id,
    status: end?.status ?? "active",
    state,
    nodeId: state.nodeId,
    wakeAt: end === null && state.waiting?.kind === "time" ? state.waiting.until : null,
    endedAt: end ? now : null,
    endCode: end?.reason.code ?? null,
  });
  const ids = { profileId: run.profileId, workflowId: run.workflowId, runId: run.id, at: now };
  const { workflowId } = run;
  for (const { nodeId, visit } of result.arrivals) {
    const left = result.departures.find((departure) => departure.visit === visit);
    if (left)
      yield* prepared(passThrough, { runId: run.id, visit, workflowId, nodeId, at: now, port: left.port });
    else yield* prepared(arrive, { runId: run.id, visit, workflowId, nodeId, arrivedAt: now });
  }
  for (const { visit, port } of result.departures) {
    if (result.arrivals.some((arrival) => arrival.visit === visit)) continue;
    yield* prepared(leave, { runId: run.id, visit, leftAt: now, port });
  }
  for (const { nodeId, visit, reason } of result.reasons) yield* note({ ...ids, nodeId, visit, reason });
  if (end) yield* note({ ...ids, nodeId: state.nodeId, visit: state.visit, reason: end.reason });
}

/** Whether anybody is inside a version that is no longer live; such versions still need their exit events. */
export function* versionsInUse(tx: Transaction): Steps<number[]> {
  const { runs, versions } = tx.tables;
  // One look into the index for each version: a list of the runs would take longer the more people are inside.
  const inside = tx.query
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.versionId, versions.id), sql`${runs.status} = 'active'`));
  const rows = yield* ask(tx.query.select({ id: versions.id }).from(versions).where(exists(inside)));
  return rows.map((row) => row.id);
}

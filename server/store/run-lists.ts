import { and, asc, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { type RunStatus, runStatuses } from "#workflows/run.ts";
import { meansCameBy, type RunAction, statusesFor } from "#workflows/run-actions.ts";
import { oneOffIdOf } from "./one-offs.ts";
import { type FilteredRuns, filteredRuns, isSearch } from "./run-filter.ts";

export interface RunFilter extends Omit<FilteredRuns, "statuses" | "cameBy"> {
  status: RunStatus | null;
  nodeId: string | null;
  cursor: number | null;
  limit: number;
}

/** Runs of one state that a page may walk over in search of those that fit; the next page goes on from there. */
const WALKED_MAX = 5_000;

/** Those runs of a filter that an action would be tried on. */
export interface ActedRuns {
  filter: Omit<RunFilter, "cursor" | "limit">;
  action: RunAction;
}

/** A workflow's runs, the newest first. A page may hold fewer than `limit`, or none, and still have a next one. */
export async function listRuns(db: Database, filter: RunFilter) {
  const { runs, profiles, versions } = db.tables;
  const found = await findRuns(db, filter);
  const rows =
    found.ids.length === 0
      ? []
      : await db.query
          .select({
            id: runs.id,
            status: runs.status,
            nodeId: runs.nodeId,
            visit: visitOf(runs),
            version: versions.number,
            startedAt: runs.startedAt,
            wakeAt: runs.wakeAt,
            endedAt: runs.endedAt,
            endCode: runs.endCode,
            convertedAt: runs.convertedAt,
            profile: {
              id: profiles.id,
              externalId: profiles.externalId,
              name: profiles.name,
              email: profiles.email,
            },
          })
          .from(runs)
          .innerJoin(profiles, eq(profiles.id, runs.profileId))
          .innerJoin(versions, eq(versions.id, runs.versionId))
          .where(inArray(runs.id, found.ids))
          .orderBy(desc(runs.id));
  const values = await endValues(
    db,
    rows.flatMap(({ id, endCode }) => (endCode === null ? [] : id)),
  );
  const listed = rows.map((run) => ({ ...run, endValues: values.get(`${run.id} ${run.endCode}`) ?? {} }));
  return { runs: listed, nextCursor: found.nextCursor };
}

/** How many runs an action would be tried on. */
export async function countFilteredRuns(db: Database, acted: ActedRuns): Promise<number> {
  return db.query.$count(db.tables.runs, filteredRuns(db, actedFilter(acted)));
}

/** The runs that an action would be tried on, the newest first, at most so many, with the visit that each is in. */
export async function listFilteredRuns(
  db: Database,
  { limit, ...acted }: ActedRuns & { limit: number },
): Promise<{ id: number; visit: number }[]> {
  const { runs } = db.tables;
  return db.query
    .select({ id: runs.id, visit: visitOf(runs) })
    .from(runs)
    .where(filteredRuns(db, actedFilter(acted)))
    .orderBy(desc(sql`${runs.id} + 0`))
    .limit(limit);
}

function actedFilter({ filter, action }: ActedRuns): FilteredRuns {
  const { status } = filter;
  const statuses = statusesFor(status, action);
  return { ...filter, statuses, cameBy: meansCameBy(status, action), byPerson: true };
}

/** Which visit a run is in, or was in last, without the rest of its state. */
function visitOf(runs: Tables["runs"]) {
  return sql`${runs.state} ->> 'visit'`.mapWith(Number);
}

/** The ids of one page. */
async function findRuns(
  db: Database,
  { status, cursor, limit, ...filter }: RunFilter,
): Promise<{ ids: number[]; nextCursor: number | null }> {
  const statuses = status === null ? runStatuses : [status];
  const wanted = { ...filter, statuses, cameBy: meansCameBy(status, null) };
  const before = cursor === null ? undefined : lt(db.tables.runs.id, cursor);
  const walked = await walkRuns(db, wanted, before, limit);
  const isEnough = walked.nextCursor === null || walked.ids.length === limit;
  return isEnough || !isSearch(filter) ? walked : await searchRuns(db, wanted, before, limit);
}

/** By person: walking on over the workflow's runs would go far for a rare name. */
async function searchRuns(
  db: Database,
  filter: FilteredRuns,
  before: SQL | undefined,
  limit: number,
): Promise<{ ids: number[]; nextCursor: number | null }> {
  const { runs } = db.tables;
  const rows = await db.query
    .select({ id: runs.id })
    .from(runs)
    .where(and(filteredRuns(db, { ...filter, byPerson: true }), before))
    // Not in the order of an index, which would be walked.
    .orderBy(desc(sql`${runs.id} + 0`))
    .limit(limit + 1);
  const ids = rows.slice(0, limit).map(({ id }) => id);
  return { ids, nextCursor: rows.length > limit ? ids.at(-1)! : null };
}

/** Each state is walked on its own, along the index, and no further than to where all got. */
async function walkRuns(
  db: Database,
  filter: FilteredRuns,
  before: SQL | undefined,
  limit: number,
): Promise<{ ids: number[]; nextCursor: number | null }> {
  const { runs } = db.tables;
  const found: number[] = [];
  let walkedTo: number | null = null;
  for (const status of filter.statuses) {
    const [last] = await db.query
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.workflowId, filter.workflowId), eq(runs.status, status), before))
      .orderBy(desc(runs.id))
      .offset(WALKED_MAX - 1)
      .limit(1);
    const rows = await db.query
      .select({ id: runs.id })
      .from(runs)
      .where(and(filteredRuns(db, { ...filter, statuses: [status] }), before, last && gte(runs.id, last.id)))
      .orderBy(desc(runs.id))
      .limit(limit + 1);
    found.push(...rows.map(({ id }) => id));
    if (last) walkedTo = Math.max(walkedTo ?? 0, last.id);
  }
  // Below that a state that was not walked so far may have more.
  const sure = found.filter((id) => id >= (walkedTo ?? 0)).toSorted((a, b) => b - a);
  const ids = sure.slice(0, limit);
  return { ids, nextCursor: sure.length > limit ? ids.at(-1)! : walkedTo };
}

/** What goes into the wording of why runs ended, by run and code, as far as their history is kept. */
export async function endValues(db: Database, runIds: number[]): Promise<Map<string, ReasonValues>> {
  if (runIds.length === 0) return new Map();
  const { history } = db.tables;
  const rows = await db.query
    .select({ runId: history.runId, code: history.code, values: history.values })
    .from(history)
    .where(inArray(history.runId, runIds))
    .orderBy(asc(history.id));
  return new Map(rows.map(({ runId, code, values }) => [`${runId} ${code}`, values]));
}

/** The runs that a profile is in now, with what each waits for. */
export async function listActiveRunsOf(db: Database, profileId: number) {
  const { runs, workflows, versions } = db.tables;
  const rows = await db.query
    .select({
      id: runs.id,
      workflowId: workflows.id,
      workflowName: workflows.name,
      oneOffId: oneOffIdOf(db.tables),
      workflowStatus: workflows.status,
      nodeId: runs.nodeId,
      wakeAt: runs.wakeAt,
      state: runs.state,
      graph: versions.graph,
    })
    .from(runs)
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(and(eq(runs.profileId, profileId), eq(runs.status, "active")))
    .orderBy(desc(runs.id));
  return rows.map(({ state: { waiting }, ...run }) => ({
    ...run,
    waiting:
      waiting?.kind === "time"
        ? { kind: waiting.intention.kind, until: waiting.until }
        : waiting && { kind: waiting.kind },
  }));
}

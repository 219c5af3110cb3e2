import { and, asc, desc, eq, gte, inArray, lt } from "drizzle-orm";
import type { RunStatus } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { oneOffIdOf } from "./one-offs.ts";
import { namedLike } from "./profile-lists.ts";
import { type FilteredRuns, filteredRuns } from "./run-filter.ts";

export interface RunFilter extends Omit<FilteredRuns, "status" | "cameBy" | "profileIds"> {
  status: RunStatus | null;
  nodeId: string | null;
  /** In the name, email address or customer number of the person; "" for everybody. */
  search?: string;
  cursor: number | null;
  limit: number;
}

const ALL: readonly RunStatus[] = ["active", "finished", "exited", "failed"];
/** Runs of one state that a page may walk over in search of those that fit; the next page goes on from there. */
const WALKED_MAX = 5_000;
/** People whose runs are looked up for a search. */
const FOUND_MAX = 200;

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
            version: versions.number,
            startedAt: runs.startedAt,
            wakeAt: runs.wakeAt,
            endedAt: runs.endedAt,
            endCode: runs.endCode,
            convertedAt: runs.convertedAt,
            profile: { id: profiles.id, name: profiles.name, email: profiles.email },
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

/** How many runs fit, in these states. */
export async function countFilteredRuns(
  db: Database,
  { filter, statuses }: { filter: Omit<RunFilter, "cursor" | "limit">; statuses: RunStatus[] },
): Promise<number> {
  let count = 0;
  for (const one of await inStates(db, filter, statuses))
    count += await db.query.$count(db.tables.runs, filteredRuns(db, one));
  return count;
}

/** The ids of the runs that fit, in these states, at most so many; of a search, those of the people found. */
export async function listFilteredRunIds(
  db: Database,
  {
    filter,
    statuses,
    limit,
  }: { filter: Omit<RunFilter, "cursor" | "limit">; statuses: RunStatus[]; limit: number },
): Promise<number[]> {
  const { runs } = db.tables;
  const ids: number[] = [];
  for (const one of await inStates(db, filter, statuses)) {
    const rows = await db.query.select({ id: runs.id }).from(runs).where(filteredRuns(db, one)).limit(limit);
    ids.push(...rows.map(({ id }) => id));
  }
  return ids.toSorted((a, b) => b - a).slice(0, limit);
}

/** The ids of one page. Each state is walked on its own, along the index, and no further than to where all got. */
async function findRuns(
  db: Database,
  filter: RunFilter,
): Promise<{ ids: number[]; nextCursor: number | null }> {
  const { runs } = db.tables;
  const { limit, cursor, search = "" } = filter;
  const before = cursor === null ? undefined : lt(runs.id, cursor);
  const found: number[] = [];
  let walkedTo: number | null = null;
  for (const one of await inStates(db, filter, filter.status === null ? ALL : [filter.status])) {
    if (search.trim() !== "") {
      // In no order, so that they are looked up by person.
      const rows = await db.query
        .select({ id: runs.id })
        .from(runs)
        .where(and(filteredRuns(db, one), before));
      found.push(...rows.map(({ id }) => id));
      continue;
    }
    const [last] = await db.query
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.workflowId, one.workflowId), eq(runs.status, one.status), before))
      .orderBy(desc(runs.id))
      .offset(WALKED_MAX - 1)
      .limit(1);
    const rows = await db.query
      .select({ id: runs.id })
      .from(runs)
      .where(and(filteredRuns(db, one), before, last && gte(runs.id, last.id)))
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

/** The filter for each state; without one, a step is where people have been. */
async function inStates(
  db: Database,
  { search = "", status, ...filter }: Omit<RunFilter, "cursor" | "limit">,
  statuses: readonly RunStatus[],
): Promise<FilteredRuns[]> {
  const profileIds = search.trim() === "" ? null : await findPeople(db, search);
  return statuses.map((one) => ({
    workflowId: filter.workflowId,
    nodeId: filter.nodeId,
    versionId: filter.versionId,
    converted: filter.converted,
    startedFrom: filter.startedFrom,
    startedBefore: filter.startedBefore,
    cameBy: status === null,
    profileIds,
    status: one,
  }));
}

async function findPeople(db: Database, search: string): Promise<number[]> {
  const { profiles } = db.tables;
  const rows = await db.query
    .select({ id: profiles.id })
    .from(profiles)
    .where(namedLike(profiles, search))
    .orderBy(desc(profiles.id))
    .limit(FOUND_MAX);
  return rows.map(({ id }) => id);
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

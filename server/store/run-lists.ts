import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import type { RunStatus } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { oneOffIdOf } from "./one-offs.ts";

export interface RunFilter {
  workflowId: number;
  status: RunStatus | null;
  nodeId: string | null;
  cursor: number | null;
  limit: number;
}

/** A workflow's runs, the newest first. */
export async function listRuns(db: Database, filter: RunFilter) {
  const { runs, profiles } = db.tables;
  const rows = await db.query
    .select({
      id: runs.id,
      status: runs.status,
      nodeId: runs.nodeId,
      startedAt: runs.startedAt,
      wakeAt: runs.wakeAt,
      endedAt: runs.endedAt,
      endCode: runs.endCode,
      convertedAt: runs.convertedAt,
      profile: { id: profiles.id, name: profiles.name, email: profiles.email },
    })
    .from(runs)
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .where(
      and(
        eq(runs.workflowId, filter.workflowId),
        filter.status === null ? undefined : eq(runs.status, filter.status),
        filter.nodeId === null ? undefined : atNode(db, filter.nodeId, filter),
        filter.cursor === null ? undefined : lt(runs.id, filter.cursor),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(filter.limit + 1);
  const page = rows.slice(0, filter.limit);
  const values = await endValues(
    db,
    page.flatMap(({ id, endCode }) => (endCode === null ? [] : id)),
  );
  const listed = page.map((run) => ({ ...run, endValues: values.get(`${run.id} ${run.endCode}`) ?? {} }));
  return { runs: listed, nextCursor: rows.length > filter.limit ? page.at(-1)!.id : null };
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

/** Active runs that are at the node; without a status, everybody who came by. */
function atNode(db: Database, nodeId: string, { status, workflowId }: RunFilter) {
  const { runs, visits } = db.tables;
  if (status !== null) return eq(runs.nodeId, nodeId);
  const visited = db.query
    .select({ id: visits.runId })
    .from(visits)
    .where(and(eq(visits.workflowId, workflowId), eq(visits.nodeId, nodeId)));
  return inArray(runs.id, visited);
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

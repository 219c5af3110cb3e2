import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { RunStatus } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";

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
  return { runs: page, nextCursor: rows.length > filter.limit ? page.at(-1)!.id : null };
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

/** The runs that a profile is in now. */
export async function listActiveRunsOf(db: Database, profileId: number) {
  const { runs, workflows, versions } = db.tables;
  return await db.query
    .select({
      id: runs.id,
      workflowId: workflows.id,
      workflowName: workflows.name,
      nodeId: runs.nodeId,
      wakeAt: runs.wakeAt,
      graph: versions.graph,
    })
    .from(runs)
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(and(eq(runs.profileId, profileId), eq(runs.status, "active")))
    .orderBy(desc(runs.id));
}

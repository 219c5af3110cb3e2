import { asc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** One run with its way through the workflow and everything that was noted on it; null when there is none. */
export async function readRunDetails(db: Database, id: number) {
  const { runs, profiles, workflows, versions, visits, history } = db.tables;
  const [found] = await db.query
    .select({
      id: runs.id,
      status: runs.status,
      nodeId: runs.nodeId,
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
      workflow: { id: workflows.id, name: workflows.name },
      version: { number: versions.number, graph: versions.graph },
    })
    .from(runs)
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(eq(runs.id, id));
  if (!found) return null;
  const visited = await db.query
    .select({
      visit: visits.visit,
      nodeId: visits.nodeId,
      arrivedAt: visits.arrivedAt,
      leftAt: visits.leftAt,
      port: visits.port,
    })
    .from(visits)
    .where(eq(visits.runId, id))
    .orderBy(asc(visits.visit));
  const noted = await db.query
    .select({
      at: history.at,
      nodeId: history.nodeId,
      visit: history.visit,
      code: history.code,
      values: history.values,
    })
    .from(history)
    .where(eq(history.runId, id))
    .orderBy(asc(history.at), asc(history.id));
  return { ...found, visits: visited, history: noted };
}

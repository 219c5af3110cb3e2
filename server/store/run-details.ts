import { eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { notesOfRun, visitsOfRun } from "./run-story.ts";

/** Of each kind, the newest: one that goes in a circle for years has more than one answer should hold. */
export const VISITS_MAX = 1_000;
export const NOTES_MAX = 1_000;

/** One run with its way through the workflow and what was noted on it; null when there is none. */
export async function readRunDetails(db: Database, id: number) {
  const { runs, profiles, workflows, versions } = db.tables;
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
      profile: { id: profiles.id, name: profiles.name, email: profiles.email },
      workflow: { id: workflows.id, name: workflows.name },
      version: { number: versions.number, graph: versions.graph },
    })
    .from(runs)
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(eq(runs.id, id));
  if (!found) return null;
  return {
    ...found,
    visits: await visitsOfRun(db, id, VISITS_MAX),
    history: await notesOfRun(db, id, NOTES_MAX),
  };
}

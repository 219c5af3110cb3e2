import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { lineOf, linePartsOf } from "./message-text.ts";
import { notesOfRun, visitsOfRun } from "./run-story.ts";

/** Rows of each kind that are shown of one run, the newest; one that goes in a circle for a year has more. */
const SHOWN_MAX = 500;

/** All that is known of a run; null when there is none in this workflow. */
export async function readRunPage(db: Database, { id, workflowId }: { id: number; workflowId: number }) {
  const { runs, profiles, workflows, versions, messages } = db.tables;
  const [found] = await db.query
    .select({
      run: runs,
      profile: {
        id: profiles.id,
        externalId: profiles.externalId,
        name: profiles.name,
        email: profiles.email,
        timezone: profiles.timezone,
      },
      workflow: { id: workflows.id, name: workflows.name, status: workflows.status },
      version: { id: versions.id, number: versions.number, graph: versions.graph },
    })
    .from(runs)
    .innerJoin(profiles, eq(profiles.id, runs.profileId))
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(and(eq(runs.id, id), eq(runs.workflowId, workflowId), isNull(workflows.removedAt)));
  if (!found) return null;
  const asked = await db.query
    .select({
      id: messages.id,
      nodeId: messages.nodeId,
      visit: messages.visit,
      line: linePartsOf(messages),
      status: messages.status,
      captured: messages.captured,
      createdAt: messages.createdAt,
      endedAt: messages.endedAt,
    })
    .from(messages)
    .where(eq(messages.runId, id))
    .orderBy(desc(messages.id))
    .limit(SHOWN_MAX);
  return {
    ...found,
    visits: await visitsOfRun(db, id, SHOWN_MAX),
    history: await notesOfRun(db, id, SHOWN_MAX),
    messages: asked
      .toReversed()
      .map(({ line, ...message }) => ({ ...message, channel: line.channel, text: lineOf(line) })),
  };
}

import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { messageText } from "./message-text.ts";

/** Rows of each kind that are shown of one run, the newest; one that goes in a circle for a year has more. */
const SHOWN_MAX = 500;

/** All that is known of a run; null when there is none in this workflow. */
export async function readRunPage(db: Database, { id, workflowId }: { id: number; workflowId: number }) {
  const { runs, profiles, workflows, versions, visits, history, messages } = db.tables;
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
    .orderBy(desc(visits.visit))
    .limit(SHOWN_MAX);
  const noted = await db.query
    .select({
      id: history.id,
      at: history.at,
      nodeId: history.nodeId,
      visit: history.visit,
      code: history.code,
      values: history.values,
    })
    .from(history)
    .where(eq(history.runId, id))
    .orderBy(desc(history.id))
    .limit(SHOWN_MAX);
  const asked = await db.query
    .select({
      id: messages.id,
      nodeId: messages.nodeId,
      visit: messages.visit,
      channel: messages.channel,
      status: messages.status,
      captured: messages.captured,
      createdAt: messages.createdAt,
      endedAt: messages.endedAt,
      content: messages.content,
      rendered: messages.rendered,
    })
    .from(messages)
    .where(eq(messages.runId, id))
    .orderBy(asc(messages.id))
    .limit(SHOWN_MAX);
  return {
    ...found,
    visits: visited.toReversed(),
    history: noted.toReversed(),
    messages: asked.map(({ content, rendered, ...message }) => ({
      ...message,
      text: messageText({ content, rendered }),
    })),
  };
}

/** The versions of a workflow, the newest first, as a filter offers them. */
export async function listVersionNumbers(db: Database, workflowId: number) {
  const { versions } = db.tables;
  return db.query
    .select({ id: versions.id, number: versions.number })
    .from(versions)
    .where(eq(versions.workflowId, workflowId))
    .orderBy(desc(versions.number))
    .limit(SHOWN_MAX);
}

import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** What a profile's timeline is made of, each with its moment. */
export type TimelineEntry = Awaited<ReturnType<typeof readTimeline>>["entries"][number];

/**
 * Everything that a person did and that happened to them, the newest first, from `before` back. Each source gives one
 * page, and the newest of them all together are the answer.
 */
export async function readTimeline(
  db: Database,
  { profileId, before, limit }: { profileId: number; before: number; limit: number },
) {
  const { events, eventNames, history, workflows, messages, consentLog, versions, runs } = db.tables;
  const happened = await db.query
    .select({ id: events.id, at: events.at, name: eventNames.name, properties: events.properties })
    .from(events)
    .innerJoin(eventNames, eq(eventNames.id, events.nameId))
    .where(and(eq(events.profileId, profileId), lt(events.at, before)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit + 1);
  const noted = await db.query
    .select({
      id: history.id,
      at: history.at,
      code: history.code,
      values: history.values,
      nodeId: history.nodeId,
      workflow: { id: workflows.id, name: workflows.name },
      graph: versions.graph,
    })
    .from(history)
    .leftJoin(workflows, eq(workflows.id, history.workflowId))
    .leftJoin(runs, eq(runs.id, history.runId))
    .leftJoin(versions, eq(versions.id, runs.versionId))
    .where(and(eq(history.profileId, profileId), lt(history.at, before)))
    .orderBy(desc(history.at), desc(history.id))
    .limit(limit + 1);
  const sent = await db.query
    .select({ message: messages })
    .from(messages)
    .where(and(eq(messages.profileId, profileId), lt(messages.createdAt, before)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(limit + 1);
  const agreed = await db.query
    .select()
    .from(consentLog)
    .where(and(eq(consentLog.profileId, profileId), lt(consentLog.at, before)))
    .orderBy(desc(consentLog.at), desc(consentLog.id))
    .limit(limit + 1);

  const all = [
    ...happened.map((event) => ({ kind: "event" as const, ...event })),
    ...noted.map((entry) => ({ kind: "history" as const, ...entry })),
    ...sent.map(({ message }) => ({
      kind: "message" as const,
      id: message.id,
      at: message.createdAt,
      message,
    })),
    ...agreed.map((consent) => ({ kind: "consent" as const, ...consent })),
  ].sort((a, b) => b.at - a.at || b.id - a.id);
  // A page ends between two moments, never inside one: the next begins strictly before it.
  let end = Math.min(limit, all.length);
  while (end < all.length && all[end]!.at === all[end - 1]!.at) end += 1;
  const entries = all.slice(0, end);
  return { entries, nextBefore: all.length > end ? entries.at(-1)!.at : null };
}

import { and, desc, eq, gte, lt } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { messageText } from "./message-text.ts";
import { oneOffIdOf } from "./one-offs.ts";

/** Entries of one moment that are shown together; a program that dates more than this alike is not telling a story. */
const SAME_MOMENT_MAX = 2_000;

/** What a profile's timeline is made of, each with its moment. */
export type TimelineEntry = Awaited<ReturnType<typeof readTimeline>>["entries"][number];

/**
 * Everything that a person did and that happened to them, the newest first, from `before` back. A page ends between
 * two moments, never inside one: the next begins strictly before `nextBefore`.
 */
export async function readTimeline(
  db: Database,
  { profileId, before, limit }: { profileId: number; before: number; limit: number },
) {
  const newest = await readEntries(db, profileId, { before, from: null, limit: limit + 1 });
  const last = newest[limit - 1];
  if (newest.length <= limit || !last) return { entries: newest, nextBefore: null };
  const entries = await readEntries(db, profileId, { before, from: last.at, limit: SAME_MOMENT_MAX });
  return { entries, nextBefore: last.at };
}

/** The newest entries of a span of time, at most `limit` from each source. */
async function readEntries(
  db: Database,
  profileId: number,
  { before, from, limit }: { before: number; from: number | null; limit: number },
) {
  const { events, eventNames, history, workflows, messages, consentLog, versions, runs, interactions } =
    db.tables;
  const { segments, segmentChanges, profileNotes, users } = db.tables;
  const within = (
    at:
      | typeof events.at
      | typeof history.at
      | typeof messages.createdAt
      | typeof consentLog.at
      | typeof interactions.at
      | typeof segmentChanges.at
      | typeof profileNotes.at,
  ) => and(lt(at, before), from === null ? undefined : gte(at, from));
  const happened = await db.query
    .select({ id: events.id, at: events.at, name: eventNames.name, properties: events.properties })
    .from(events)
    .innerJoin(eventNames, eq(eventNames.id, events.nameId))
    .where(and(eq(events.profileId, profileId), within(events.at)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit);
  const noted = await db.query
    .select({
      id: history.id,
      at: history.at,
      code: history.code,
      values: history.values,
      nodeId: history.nodeId,
      workflow: { id: workflows.id, name: workflows.name, oneOffId: oneOffIdOf(db.tables) },
      graph: versions.graph,
    })
    .from(history)
    .leftJoin(workflows, eq(workflows.id, history.workflowId))
    .leftJoin(runs, eq(runs.id, history.runId))
    .leftJoin(versions, eq(versions.id, runs.versionId))
    .where(and(eq(history.profileId, profileId), within(history.at)))
    .orderBy(desc(history.at), desc(history.id))
    .limit(limit);
  const sent = await db.query
    .select({
      id: messages.id,
      at: messages.createdAt,
      channel: messages.channel,
      status: messages.status,
      captured: messages.captured,
      content: messages.content,
      rendered: messages.rendered,
    })
    .from(messages)
    .where(and(eq(messages.profileId, profileId), within(messages.createdAt)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(limit);
  const agreed = await db.query
    .select()
    .from(consentLog)
    .where(and(eq(consentLog.profileId, profileId), within(consentLog.at)))
    .orderBy(desc(consentLog.at), desc(consentLog.id))
    .limit(limit);
  // Opens are left out: what fetched a picture is a guess, who followed a link hardly ever is.
  const clicked = await db.query
    .select({
      id: interactions.id,
      at: interactions.at,
      url: interactions.url,
      messageId: messages.id,
      content: messages.content,
      rendered: messages.rendered,
    })
    .from(interactions)
    .innerJoin(messages, eq(messages.id, interactions.messageId))
    .where(
      and(
        eq(interactions.profileId, profileId),
        eq(interactions.kind, "clicked"),
        eq(interactions.machine, false),
        within(interactions.at),
      ),
    )
    .orderBy(desc(interactions.at), desc(interactions.id))
    .limit(limit);
  const moved = await db.query
    .select({
      id: segmentChanges.id,
      at: segmentChanges.at,
      entered: segmentChanges.entered,
      segment: { id: segments.id, name: segments.name },
    })
    .from(segmentChanges)
    .innerJoin(segments, eq(segments.id, segmentChanges.segmentId))
    .where(and(eq(segmentChanges.profileId, profileId), within(segmentChanges.at)))
    .orderBy(desc(segmentChanges.at), desc(segmentChanges.id))
    .limit(limit);
  const written = await db.query
    .select({ id: profileNotes.id, at: profileNotes.at, text: profileNotes.text, by: users.name })
    .from(profileNotes)
    .leftJoin(users, eq(users.id, profileNotes.byUserId))
    .where(and(eq(profileNotes.profileId, profileId), within(profileNotes.at)))
    .orderBy(desc(profileNotes.at), desc(profileNotes.id))
    .limit(limit);

  return [
    ...happened.map((event) => ({ kind: "event" as const, ...event })),
    ...noted.map((entry) => ({ kind: "history" as const, ...entry })),
    ...sent.map(({ content, rendered, ...message }) => ({
      kind: "message" as const,
      ...message,
      text: messageText({ content, rendered }),
    })),
    ...clicked.map(({ content, rendered, ...click }) => ({
      kind: "click" as const,
      ...click,
      text: messageText({ content, rendered }),
    })),
    ...agreed.map((consent) => ({ kind: "consent" as const, ...consent })),
    ...moved.map((change) => ({ kind: "segment" as const, ...change })),
    ...written.map((note) => ({ kind: "note" as const, ...note })),
  ].sort((a, b) => b.at - a.at || b.id - a.id);
}

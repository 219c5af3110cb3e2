import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gte,
  inArray,
  lt,
  ne,
  notExists,
  notInArray,
  sql,
} from "drizzle-orm";
import type { InteractionKind, MessageStatus } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import { silentChannels } from "#workflows/noted-reactions.ts";
import { messageText, shownEndpoint } from "./message-text.ts";
import { oneOffIdOf } from "./one-offs.ts";

export type MessageDone = "opened" | "clicked" | "neither";

export interface MessageFilter {
  status: MessageStatus | null;
  channel: Channel | null;
  /** Only the messages to one profile. */
  profileId?: number;
  /** What people did with them, as far as is known; neither: they went out where that can be known, and nobody did. */
  done?: MessageDone | null;
  /** Only those that runs of one workflow sent. */
  workflowId?: number;
  cursor: number | null;
  limit: number;
}

function read(db: Database) {
  const { messages, profiles, workflows, interactions, bounces } = db.tables;
  const { data, ...columns } = getTableColumns(messages);
  const byPerson = (kind: InteractionKind) => {
    const these = and(
      eq(interactions.messageId, messages.id),
      eq(interactions.kind, kind),
      eq(interactions.machine, false),
    );
    const found = exists(db.query.select({ one: sql`1` }).from(interactions).where(these));
    return sql<boolean>`${found}`.mapWith(Boolean);
  };
  const returned = (isComplaint: boolean) => {
    const these = and(
      // By what there is an index for.
      eq(bounces.profileId, messages.profileId),
      eq(bounces.messageId, messages.id),
      isComplaint ? eq(bounces.kind, "complaint") : ne(bounces.kind, "complaint"),
    );
    const found = exists(db.query.select({ one: sql`1` }).from(bounces).where(these));
    return sql<boolean>`${found}`.mapWith(Boolean);
  };
  return db.query
    .select({
      message: columns,
      profile: { id: profiles.id, name: profiles.name, email: profiles.email },
      workflow: {
        id: workflows.id,
        name: workflows.name,
        status: workflows.status,
        oneOffId: oneOffIdOf(db.tables),
      },
      /** By a person, as far as is known; what machines did is not asked for. */
      opened: byPerson("opened"),
      clicked: byPerson("clicked"),
      cameBack: returned(false),
      reported: returned(true),
    })
    .from(messages)
    .innerJoin(profiles, eq(profiles.id, messages.profileId))
    .leftJoin(workflows, eq(workflows.id, messages.workflowId));
}

type FullMessage = Awaited<ReturnType<typeof read>>[number];

/** A message as lists show it: whole emails are read to find their subject, and left behind. */
export type MessageSummary = ReturnType<typeof summarise>;

function summarise({ message, ...rest }: FullMessage) {
  const { content, rendered, ...shown } = message;
  return {
    message: { ...shown, endpoint: shownEndpoint(message) },
    subject: messageText(message),
    /** Of a variant; null for the shop's own texts. */
    language: ("language" in content && content.language) || null,
    ...rest,
  };
}

/** Messages, the newest first. */
export async function listMessages(db: Database, filter: MessageFilter) {
  const { messages } = db.tables;
  const rows = await read(db)
    .where(
      and(
        filter.status === null ? undefined : eq(messages.status, filter.status),
        filter.channel === null ? undefined : eq(messages.channel, filter.channel),
        filter.profileId === undefined ? undefined : eq(messages.profileId, filter.profileId),
        filter.done ? isDone(db, filter.done) : undefined,
        filter.workflowId === undefined ? undefined : inArray(messages.runId, runsOf(db, filter.workflowId)),
        filter.cursor === null ? undefined : lt(messages.id, filter.cursor),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(filter.limit + 1);
  const page = rows.slice(0, filter.limit).map(summarise);
  return { messages: page, nextCursor: rows.length > filter.limit ? page.at(-1)!.message.id : null };
}

/** Messages are found by their runs: there is no index of messages by workflow. */
function runsOf({ query, tables: { runs } }: Database, workflowId: number) {
  return query.select({ id: runs.id }).from(runs).where(eq(runs.workflowId, workflowId));
}

/** Few are opened and fewer clicked: what was done leads to them, and not each message to what was done with it. */
function isDone({ query, tables: { messages, interactions } }: Database, done: MessageDone) {
  const kinds: Record<MessageDone, InteractionKind[]> = {
    opened: ["opened", "shown"],
    clicked: ["clicked"],
    neither: ["opened", "shown", "clicked"],
  };
  const byPerson = and(inArray(interactions.kind, kinds[done]), eq(interactions.machine, false));
  const these = query.select({ id: interactions.messageId }).from(interactions);
  if (done !== "neither") return inArray(messages.id, these.where(byPerson));
  return and(
    inArray(messages.status, ["sent", "unknown"]),
    notInArray(messages.channel, ["webhook", ...silentChannels]),
    notExists(these.where(and(eq(interactions.messageId, messages.id), byPerson))),
  );
}

/** One message with all its attempts, and what was done with it. */
export async function findMessageWithDeliveries(db: Database, id: number) {
  const { messages, deliveries, interactions } = db.tables;
  const [found] = await read(db).where(eq(messages.id, id));
  if (!found) return null;
  const attempts = await db.query
    .select()
    .from(deliveries)
    .where(eq(deliveries.messageId, id))
    .orderBy(asc(deliveries.id));
  const noted = await db.query
    .select()
    .from(interactions)
    .where(eq(interactions.messageId, id))
    .orderBy(asc(interactions.at), asc(interactions.id));
  const { rendered } = found.message;
  return { ...summarise(found), rendered, deliveries: attempts, interactions: noted };
}

export async function countSentSince(db: Database, since: number): Promise<number> {
  const { messages } = db.tables;
  const [row] = await db.query
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(messages)
    .where(and(gte(messages.createdAt, since), eq(messages.status, "sent")));
  return row!.count;
}

import { and, asc, desc, eq, gt, gte, isNotNull, lte, max, ne, sql } from "drizzle-orm";
import type { MessageStatus, Tables } from "#drizzle/tables.ts";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { Channel } from "#workflows/node.ts";
import type { ReasonValues } from "#workflows/reasons.ts";
import { nullableValue } from "./nullable-value.ts";

export type Message = Tables["messages"]["$inferSelect"];

export interface NewMessage {
  key: string;
  profileId: number;
  workflowId: number | null;
  runId: number | null;
  nodeId: string | null;
  visit: number | null;
  channel: Channel;
  endpoint: string;
  /** The host that it is handed to; null for the mail server. */
  host?: string | null;
  content: EffectContent;
  data: Record<string, unknown>;
  createdAt: number;
}

const insert = statement<{ [K in keyof NewMessage]-?: NonNullable<NewMessage[K]> | null }>()(
  (query, { messages }) =>
    query
      .insert(messages)
      .values({
        key: sql.placeholder("key"),
        profileId: sql.placeholder("profileId"),
        workflowId: sql.placeholder("workflowId"),
        runId: sql.placeholder("runId"),
        nodeId: sql.placeholder("nodeId"),
        visit: sql.placeholder("visit"),
        channel: sql.placeholder("channel"),
        endpoint: sql.placeholder("endpoint"),
        host: sql.placeholder("host"),
        content: sql.placeholder("content"),
        data: sql.placeholder("data"),
        status: "queued",
        dueAt: sql.placeholder("createdAt"),
        createdAt: sql.placeholder("createdAt"),
      })
      .onConflictDoNothing()
      .returning({ id: messages.id }),
);
const byId = statement<{ id: number }>()((query, { messages }) =>
  query
    .select()
    .from(messages)
    .where(eq(messages.id, sql.placeholder("id"))),
);
const byKey = statement<{ key: string }>()((query, { messages }) =>
  query
    .select({ id: messages.id, status: messages.status, data: messages.data })
    .from(messages)
    .where(eq(messages.key, sql.placeholder("key"))),
);
const ofVisit = statement<{ runId: number; visit: number }>()((query, { messages }) =>
  query
    .select({ status: messages.status })
    .from(messages)
    .where(and(eq(messages.runId, sql.placeholder("runId")), eq(messages.visit, sql.placeholder("visit")))),
);
const ofStay = statement<{ runId: number; nodeId: string }>()((query, { messages, visits }) => {
  const elsewhere = query
    .select({ visit: max(visits.visit) })
    .from(visits)
    .where(and(eq(visits.runId, sql.placeholder("runId")), ne(visits.nodeId, sql.placeholder("nodeId"))));
  return query
    .select({
      id: messages.id,
      key: messages.key,
      profileId: messages.profileId,
      createdAt: messages.createdAt,
      webhookId: sql<string | null>`${messages.content} ->> 'webhookId'`,
    })
    .from(messages)
    .where(
      and(
        eq(messages.runId, sql.placeholder("runId")),
        eq(messages.nodeId, sql.placeholder("nodeId")),
        gt(messages.visit, sql`coalesce((${elsewhere}), -1)`),
      ),
    )
    .orderBy(asc(messages.id));
});
const handedOf = statement<{ runId: number }>()((query, { messages }) =>
  query
    .selectDistinct({ nodeId: messages.nodeId })
    .from(messages)
    .where(and(eq(messages.runId, sql.placeholder("runId")), eq(messages.status, "handed"))),
);
const counted = statement<{ profileId: number; channel: Channel; since: number }>()((query, { messages }) =>
  query
    .selectDistinct({
      runId: messages.runId,
      visit: messages.visit,
      // Of those outside of runs each is one.
      alone: sql<number | null>`case when ${messages.runId} is null then ${messages.id} end`,
    })
    .from(messages)
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        eq(messages.channel, sql.placeholder("channel")),
        gte(messages.countedAt, sql.placeholder("since")),
        isNotNull(messages.countedAt),
      ),
    ),
);
const handedOfRun = statement<{ runId: number; before: number }>()((query, { messages }) =>
  query
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.runId, sql.placeholder("runId")),
        isNotNull(messages.handedAt),
        lte(messages.handedAt, sql.placeholder("before")),
      ),
    )
    .orderBy(desc(messages.id)),
);

type NewDelivery = {
  messageId: number;
  attempt: number;
  at: number;
  outcome: string;
  code: string | null;
  values: ReasonValues | null;
};
const insertAttempt = statement<NewDelivery>()((query, { deliveries }) =>
  query.insert(deliveries).values({
    messageId: sql.placeholder("messageId"),
    attempt: sql.placeholder("attempt"),
    at: sql.placeholder("at"),
    outcome: sql.placeholder("outcome"),
    code: sql.placeholder("code"),
    values: nullableValue(deliveries.values, "values"),
  }),
);

/** Puts a message into the outbox; null when a message with this key is there already. */
export function* insertMessage(message: NewMessage): Steps<number | null> {
  return (yield* prepared(insert, { ...message, host: message.host ?? null }))[0]?.id ?? null;
}

/** How many messages count towards a profile's cap since a moment: what one visit sends to several browsers is one. */
export function* countCounted(
  where: { profileId: number; channel: Channel; since: number },
  except: { runId: number | null; visit: number | null },
): Steps<number> {
  const rows = yield* prepared(counted, where);
  return rows.filter(({ runId, visit }) => runId !== except.runId || visit !== except.visit).length;
}

/** The newest message of a run to the person that had gone out, as far as anybody can tell, by a moment. */
export function* lastReminderOf(runId: number, before: number): Steps<Message | undefined> {
  const handed = yield* prepared(handedOfRun, { runId, before });
  return handed.find(({ status, content }) => {
    const toPerson = content.channel !== "webhook" && !("team" in content && content.team);
    return toPerson && (status === "sent" || status === "unknown" || status === "handed");
  });
}

export function* findMessage(id: number): Steps<Message | undefined> {
  return (yield* prepared(byId, { id }))[0];
}

/** The message that was put into the outbox under this key. */
export function* findMessageByKey(key: string): Steps<Pick<Message, "id" | "status" | "data"> | undefined> {
  return (yield* prepared(byKey, { key }))[0];
}

/** How the messages of one visit stand: one visit has one for each browser of the person. */
export function* statusesOfVisit(runId: number, visit: number): Steps<MessageStatus[]> {
  return (yield* prepared(ofVisit, { runId, visit })).map((row) => row.status);
}

/**
 * The messages of a run at the step where it is, since it came there from another one, the oldest first: a retry is a
 * visit of its own. Null as the `webhookId` of those that repeat nothing.
 */
export function* messagesOfStay(runId: number, nodeId: string) {
  return yield* prepared(ofStay, { runId, nodeId });
}

/** The steps from which a message of a run is being handed over. */
export function* handedStepsOf(runId: number): Steps<string[]> {
  return (yield* prepared(handedOf, { runId })).flatMap(({ nodeId }) => nodeId ?? []);
}

export function* insertDelivery(delivery: NewDelivery): Steps<void> {
  yield* prepared(insertAttempt, delivery);
}

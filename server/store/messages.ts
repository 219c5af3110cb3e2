import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { MessageStatus, RenderedMessage, Tables } from "#drizzle/tables.ts";
import {
  prepared,
  type Query,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { Channel, EffectContent } from "#workflows/node.ts";
import type { ReasonValues } from "#workflows/reasons.ts";

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
// By workflow, so that the messages of a paused one, which stay until it goes on, are never walked over.
const due = statement<{ workflowId: number; now: number; limit: number }>()((query, tables) =>
  selectDue(query, tables, eq(tables.messages.workflowId, sql.placeholder("workflowId"))),
);
const dueOutside = statement<{ now: number; limit: number }>()((query, tables) =>
  selectDue(query, tables, isNull(tables.messages.workflowId)),
);

const asked = { now: sql.placeholder("now"), limit: sql.placeholder("limit") };

function selectDue(
  query: Query,
  { messages, profiles, runs, workflows }: Tables,
  whose: SQL,
  { now, limit }: typeof asked | { now: number; limit: number } = asked,
) {
  return query
    .select({
      message: messages,
      profile: profiles,
      run: { status: runs.status, versionId: runs.versionId, state: runs.state },
      workflow: { status: workflows.status, resumedAt: workflows.resumedAt },
    })
    .from(messages)
    .innerJoin(profiles, eq(profiles.id, messages.profileId))
    .leftJoin(workflows, eq(workflows.id, messages.workflowId))
    .leftJoin(runs, eq(runs.id, messages.runId))
    .where(and(whose, isNotNull(messages.dueAt), lte(messages.dueAt, now)))
    .orderBy(asc(messages.dueAt))
    .limit(limit);
}

const earliest = statement<{ workflowId: number }>()((query, tables) =>
  selectEarliest(query, tables, eq(tables.messages.workflowId, sql.placeholder("workflowId"))),
);
const earliestOutside = statement<Record<string, never>>()((query, tables) =>
  selectEarliest(query, tables, isNull(tables.messages.workflowId)),
);

function selectEarliest(query: Query, { messages }: Tables, whose: SQL) {
  return query
    .select({ at: messages.dueAt })
    .from(messages)
    .where(and(whose, isNotNull(messages.dueAt)))
    .orderBy(asc(messages.dueAt))
    .limit(1);
}

const handOver = statement<{ id: number; now: number; process: string; countedAt: number | null }>()(
  (query, { messages }) =>
    query
      .update(messages)
      .set({
        status: "handed",
        dueAt: null,
        handedAt: sql`${sql.placeholder("now")}`,
        handedBy: sql`${sql.placeholder("process")}`,
        countedAt: sql`${sql.placeholder("countedAt")}`,
        attempts: sql`${messages.attempts} + 1`,
      })
      .where(and(eq(messages.id, sql.placeholder("id")), eq(messages.status, "queued")))
      .returning({ id: messages.id }),
);
const byId = statement<{ id: number }>()((query, { messages }) =>
  query
    .select()
    .from(messages)
    .where(eq(messages.id, sql.placeholder("id"))),
);
const ofVisit = statement<{ runId: number; visit: number }>()((query, { messages }) =>
  query
    .select({ status: messages.status })
    .from(messages)
    .where(and(eq(messages.runId, sql.placeholder("runId")), eq(messages.visit, sql.placeholder("visit")))),
);

const putOff = statement<{ id: number; until: number; reasonCode: string; reasonValues: ReasonValues }>()(
  (query, { messages }) =>
    query
      .update(messages)
      .set({
        dueAt: sql`${sql.placeholder("until")}`,
        reasonCode: sql`${sql.placeholder("reasonCode")}`,
        reasonValues: sql`${sql.param(sql.placeholder("reasonValues"), messages.reasonValues)}`,
      })
      .where(eq(messages.id, sql.placeholder("id"))),
);
const release = statement<{ profileId: number; now: number }>()((query, { messages }) =>
  query
    .update(messages)
    .set({ dueAt: sql`${sql.placeholder("now")}` })
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        eq(messages.status, "queued"),
        eq(messages.reasonCode, "message.quiet-hours"),
      ),
    ),
);
const counted = statement<{ profileId: number; channel: Channel; since: number }>()((query, { messages }) =>
  query
    .selectDistinct({ runId: messages.runId, visit: messages.visit })
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
const lastHanded = statement<{ runId: number }>()((query, { messages }) =>
  query
    .select()
    .from(messages)
    .where(and(eq(messages.runId, sql.placeholder("runId")), isNotNull(messages.handedAt)))
    .orderBy(desc(messages.id))
    .limit(1),
);

export type DueMessage = Awaited<ReturnType<typeof due.build>>[number];

/** Puts a message into the outbox; null when a message with this key is there already. */
export function* insertMessage(message: NewMessage): Steps<number | null> {
  return (yield* prepared(insert, { ...message, host: message.host ?? null }))[0]?.id ?? null;
}

/** The due messages of a workflow, or of none: tests and the like. */
export function* dueMessages(workflowId: number | null, now: number, limit: number): Steps<DueMessage[]> {
  if (workflowId === null) return yield* prepared(dueOutside, { now, limit });
  return yield* prepared(due, { workflowId, now, limit });
}

/** The due messages of a workflow of these channels, but none to these hosts. */
export function* dueMessagesElsewhere(
  tx: Transaction,
  workflowId: number | null,
  where: { now: number; limit: number; channels: Channel[]; notHosts: string[] },
): Steps<DueMessage[]> {
  if (where.channels.length === 0) return [];
  const rule = elsewhere(tx.tables, workflowId, where.channels, where.notHosts);
  return yield* run(selectDue(tx.query, tx.tables, rule, where));
}

export function* nextMessageAt(workflowId: number | null): Steps<number | null> {
  const rows =
    workflowId === null ? yield* prepared(earliestOutside, {}) : yield* prepared(earliest, { workflowId });
  return rows[0]?.at ?? null;
}

/** When a message of these channels is due next, but none to these hosts. */
export function* nextMessageElsewhereAt(
  tx: Transaction,
  workflowId: number | null,
  { channels, notHosts }: { channels: Channel[]; notHosts: string[] },
): Steps<number | null> {
  if (channels.length === 0) return null;
  const rule = elsewhere(tx.tables, workflowId, channels, notHosts);
  return (yield* run(selectEarliest(tx.query, tx.tables, rule)))[0]?.at ?? null;
}

function elsewhere({ messages }: Tables, workflowId: number | null, channels: Channel[], notHosts: string[]) {
  const whose = workflowId === null ? isNull(messages.workflowId) : eq(messages.workflowId, workflowId);
  const others =
    notHosts.length === 0 ? undefined : or(isNull(messages.host), notInArray(messages.host, notHosts));
  return and(whose, inArray(messages.channel, channels), others)!;
}

/**
 * Marks a queued message as given to a sender in this process; false when somebody else was faster. `counts`: it takes
 * a place under the frequency caps, and gives it back when it turns out not to have gone out.
 */
export function* handOverMessage(
  id: number,
  { process, counts }: { process: string; counts: boolean },
  now: number,
): Steps<boolean> {
  return (yield* prepared(handOver, { id, now, process, countedAt: counts ? now : null })).length > 0;
}

/** Keeps a queued message until a moment. */
export function* holdMessage(
  id: number,
  hold: { until: number; reasonCode: string; reasonValues: ReasonValues },
): Steps<void> {
  yield* prepared(putOff, { id, ...hold });
}

/** Looks at the messages of a profile again that wait for their quiet hours to end. */
export function* releaseHeld(profileId: number, now: number): Steps<void> {
  yield* prepared(release, { profileId, now });
}

/** How many messages count towards a profile's cap since a moment: what one visit sends to several browsers is one. */
export function* countCounted(
  where: { profileId: number; channel: Channel; since: number },
  except: { runId: number | null; visit: number | null },
): Steps<number> {
  const rows = yield* prepared(counted, where);
  return rows.filter(({ runId, visit }) => runId !== except.runId || visit !== except.visit).length;
}

/** The newest message of a run that was handed over. */
export function* lastMessageOf(runId: number): Steps<Message | undefined> {
  return (yield* prepared(lastHanded, { runId }))[0];
}

export function* findMessage(id: number): Steps<Message | undefined> {
  return (yield* prepared(byId, { id }))[0];
}

/** How the messages of one visit stand: one visit has one for each browser of the person. */
export function* statusesOfVisit(runId: number, visit: number): Steps<MessageStatus[]> {
  return (yield* prepared(ofVisit, { runId, visit })).map((row) => row.status);
}

export interface MessageEnd {
  status: Exclude<MessageStatus, "queued" | "handed">;
  reasonCode: string | null;
  reasonValues: ReasonValues | null;
  captured?: boolean;
  rendered?: RenderedMessage | null;
}

export function* endMessage(tx: Transaction, id: number, end: MessageEnd, now: number): Steps<void> {
  const { messages } = tx.tables;
  yield* run(
    tx.query
      .update(messages)
      .set({ ...end, dueAt: null, endedAt: now, ...(wentOut(end.status) ? {} : { countedAt: null }) })
      .where(eq(messages.id, id)),
  );
}

/** What may have arrived counts towards the caps. */
function wentOut(status: MessageEnd["status"]): boolean {
  return status === "sent" || status === "unknown";
}

export function* requeueMessage(
  tx: Transaction,
  id: number,
  retry: { dueAt: number; reasonCode: string; reasonValues: ReasonValues },
): Steps<void> {
  const { messages } = tx.tables;
  yield* run(
    tx.query
      .update(messages)
      .set({ status: "queued", ...retry, handedAt: null, handedBy: null, countedAt: null })
      .where(eq(messages.id, id)),
  );
}

export function* insertDelivery(
  tx: Transaction,
  delivery: {
    messageId: number;
    attempt: number;
    at: number;
    outcome: string;
    code: string | null;
    values: ReasonValues | null;
  },
): Steps<void> {
  yield* run(tx.query.insert(tx.tables.deliveries).values(delivery));
}

/** Messages that were given to a sender before a moment and never answered for, by a process other than this one. */
export function* orphanedMessages(
  tx: Transaction,
  { livingProcess, handedBefore }: { livingProcess: string; handedBefore: number },
  limit: number,
): Steps<Message[]> {
  const { messages } = tx.tables;
  return yield* run(
    tx.query
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.status, "handed"),
          ne(messages.handedBy, livingProcess),
          lt(messages.handedAt, handedBefore),
        ),
      )
      .limit(limit),
  );
}

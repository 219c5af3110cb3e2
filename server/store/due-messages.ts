import { and, asc, eq, isNotNull, isNull, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import {
  prepared,
  type Query,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import type { Message } from "./messages.ts";

// By workflow, so that the messages of a paused one, which stay until it goes on, are never walked over; and by channel, so
// that neither are those which wait for a place in a full one.
const due = statement<{ workflowId: number; channel: Channel; now: number; limit: number }>()(
  (query, tables) =>
    selectDue(query, tables, eq(tables.messages.workflowId, sql.placeholder("workflowId")), asked),
);
const dueOutside = statement<{ channel: Channel; now: number; limit: number }>()((query, tables) =>
  selectDue(query, tables, isNull(tables.messages.workflowId), asked),
);

const asked = {
  channel: sql.placeholder("channel"),
  now: sql.placeholder("now"),
  limit: sql.placeholder("limit"),
};

function selectDue(
  query: Query,
  { messages, profiles, runs, workflows }: Tables,
  whose: SQL,
  { channel, now, limit }: typeof asked | { channel: Channel; now: number; limit: number },
) {
  return query
    .select({
      message: messages,
      profile: profiles,
      run: { status: runs.status, versionId: runs.versionId, state: runs.state },
      workflow: { name: workflows.name, status: workflows.status, resumedAt: workflows.resumedAt },
    })
    .from(messages)
    .innerJoin(profiles, eq(profiles.id, messages.profileId))
    .leftJoin(workflows, eq(workflows.id, messages.workflowId))
    .leftJoin(runs, eq(runs.id, messages.runId))
    .where(and(whose, eq(messages.channel, channel), isNotNull(messages.dueAt), lte(messages.dueAt, now)))
    .orderBy(asc(messages.dueAt))
    .limit(limit);
}

const earliest = statement<{ workflowId: number; channel: Channel }>()((query, tables) =>
  selectEarliest(query, tables, eq(tables.messages.workflowId, sql.placeholder("workflowId")), asked.channel),
);
const earliestOutside = statement<{ channel: Channel }>()((query, tables) =>
  selectEarliest(query, tables, isNull(tables.messages.workflowId), asked.channel),
);

function selectEarliest(
  query: Query,
  { messages }: Tables,
  whose: SQL,
  channel: Channel | typeof asked.channel,
) {
  return query
    .select({ at: messages.dueAt })
    .from(messages)
    .where(and(whose, eq(messages.channel, channel), isNotNull(messages.dueAt)))
    .orderBy(asc(messages.dueAt))
    .limit(1);
}

const waiting = statement<{ workflowId: number; limit: number }>()((query, { messages }) =>
  query
    .select()
    .from(messages)
    .where(and(eq(messages.workflowId, sql.placeholder("workflowId")), isNotNull(messages.dueAt)))
    .limit(sql.placeholder("limit")),
);

export type DueMessage = Awaited<ReturnType<typeof due.build>>[number];

/** The due messages of a workflow, or of none (tests and the like), by one channel; none to these hosts. */
export function* dueMessages(
  tx: Transaction,
  workflowId: number | null,
  { notHosts = [], ...where }: { channel: Channel; now: number; limit: number; notHosts?: string[] },
): Steps<DueMessage[]> {
  if (notHosts.length > 0) {
    const rule = elsewhere(tx.tables, workflowId, notHosts);
    return yield* run(selectDue(tx.query, tx.tables, rule, where));
  }
  if (workflowId === null) return yield* prepared(dueOutside, where);
  return yield* prepared(due, { workflowId, ...where });
}

/** Up to `limit` messages of a workflow that have not had their turn, whenever they are due. */
export function* waitingMessages(workflowId: number, limit: number): Steps<Message[]> {
  return yield* prepared(waiting, { workflowId, limit });
}

/** When a message of a workflow, or of none, is due next by one channel; none to these hosts. */
export function* nextMessageAt(
  tx: Transaction,
  workflowId: number | null,
  { channel, notHosts = [] }: { channel: Channel; notHosts?: string[] },
): Steps<number | null> {
  if (notHosts.length > 0) {
    const rule = elsewhere(tx.tables, workflowId, notHosts);
    return (yield* run(selectEarliest(tx.query, tx.tables, rule, channel)))[0]?.at ?? null;
  }
  const rows =
    workflowId === null
      ? yield* prepared(earliestOutside, { channel })
      : yield* prepared(earliest, { workflowId, channel });
  return rows[0]?.at ?? null;
}

function elsewhere({ messages }: Tables, workflowId: number | null, notHosts: string[]): SQL {
  const whose = workflowId === null ? isNull(messages.workflowId) : eq(messages.workflowId, workflowId);
  return and(whose, or(isNull(messages.host), notInArray(messages.host, notHosts)))!;
}

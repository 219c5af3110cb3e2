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

// By workflow, so that the messages of a paused one, which stay until it goes on, are never walked over.
const due = statement<{ workflowId: number; now: number; limit: number }>()((query, tables) =>
  selectDue(query, tables, eq(tables.messages.workflowId, sql.placeholder("workflowId"))),
);
const dueOutside = statement<{ now: number; limit: number }>()((query, tables) =>
  selectDue(query, tables, isNull(tables.messages.workflowId)),
);
// Of one channel, so that those which wait for a place in a full one are not walked over either.
const dueOf = statement<{ workflowId: number; channel: Channel; now: number; limit: number }>()(
  (query, tables) =>
    selectDue(
      query,
      tables,
      and(eq(tables.messages.workflowId, sql.placeholder("workflowId")), ofChannel(tables))!,
    ),
);
const dueOfOutside = statement<{ channel: Channel; now: number; limit: number }>()((query, tables) =>
  selectDue(query, tables, and(isNull(tables.messages.workflowId), ofChannel(tables))!),
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
      workflow: { name: workflows.name, status: workflows.status, resumedAt: workflows.resumedAt },
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
const earliestOf = statement<{ workflowId: number; channel: Channel }>()((query, tables) =>
  selectEarliest(
    query,
    tables,
    and(eq(tables.messages.workflowId, sql.placeholder("workflowId")), ofChannel(tables))!,
  ),
);
const earliestOfOutside = statement<{ channel: Channel }>()((query, tables) =>
  selectEarliest(query, tables, and(isNull(tables.messages.workflowId), ofChannel(tables))!),
);

function ofChannel({ messages }: Tables): SQL {
  return eq(messages.channel, sql.placeholder("channel"));
}

function selectEarliest(query: Query, { messages }: Tables, whose: SQL) {
  return query
    .select({ at: messages.dueAt })
    .from(messages)
    .where(and(whose, isNotNull(messages.dueAt)))
    .orderBy(asc(messages.dueAt))
    .limit(1);
}

export type DueMessage = Awaited<ReturnType<typeof due.build>>[number];

/** The due messages of a workflow, or of none (tests and the like), of whatever channel. */
export function* dueMessages(workflowId: number | null, now: number, limit: number): Steps<DueMessage[]> {
  if (workflowId === null) return yield* prepared(dueOutside, { now, limit });
  return yield* prepared(due, { workflowId, now, limit });
}

/** The due messages of a workflow, or of none, of one channel. */
export function* dueMessagesOf(
  workflowId: number | null,
  where: { channel: Channel; now: number; limit: number },
): Steps<DueMessage[]> {
  if (workflowId === null) return yield* prepared(dueOfOutside, where);
  return yield* prepared(dueOf, { workflowId, ...where });
}

/** The same, but none to these hosts. */
export function* dueMessagesElsewhere(
  tx: Transaction,
  workflowId: number | null,
  { channel, notHosts, ...where }: { channel: Channel; now: number; limit: number; notHosts: string[] },
): Steps<DueMessage[]> {
  const rule = elsewhere(tx.tables, workflowId, channel, notHosts);
  return yield* run(selectDue(tx.query, tx.tables, rule, where));
}

export function* nextMessageAt(workflowId: number | null): Steps<number | null> {
  const rows =
    workflowId === null ? yield* prepared(earliestOutside, {}) : yield* prepared(earliest, { workflowId });
  return rows[0]?.at ?? null;
}

/** When a message of one channel is due next, but none to these hosts. */
export function* nextMessageOfAt(
  tx: Transaction,
  workflowId: number | null,
  { channel, notHosts }: { channel: Channel; notHosts: string[] },
): Steps<number | null> {
  const rows =
    notHosts.length > 0
      ? yield* run(selectEarliest(tx.query, tx.tables, elsewhere(tx.tables, workflowId, channel, notHosts)))
      : workflowId === null
        ? yield* prepared(earliestOfOutside, { channel })
        : yield* prepared(earliestOf, { workflowId, channel });
  return rows[0]?.at ?? null;
}

function elsewhere({ messages }: Tables, workflowId: number | null, channel: Channel, notHosts: string[]) {
  const whose = workflowId === null ? isNull(messages.workflowId) : eq(messages.workflowId, workflowId);
  const others = or(isNull(messages.host), notInArray(messages.host, notHosts));
  return and(whose, eq(messages.channel, channel), others)!;
}

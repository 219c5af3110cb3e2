import {
  and,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  max,
  min,
  ne,
  sql,
} from "drizzle-orm";
import type { BounceKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import type { ReasonValues } from "#workflows/reasons.ts";

/** So many of the newest attempts are looked through, whatever they were for. */
const DELIVERIES_LOOKED_THROUGH = 1_000;
const DELIVERIES_MAX = 300;

export interface Attempt {
  channel: Channel;
  at: number;
  outcome: string;
  code: string | null;
  values: ReasonValues | null;
}

/** The newest attempts to hand a message to somebody's mail server, browser or phone, newest first; no captured ones. */
export async function listLateAttempts(db: Database): Promise<Attempt[]> {
  const { deliveries, messages } = db.tables;
  const [newest] = await db.query.select({ id: max(deliveries.id) }).from(deliveries);
  return await db.query
    .select({
      channel: messages.channel,
      at: deliveries.at,
      outcome: deliveries.outcome,
      code: deliveries.code,
      values: deliveries.values,
    })
    .from(deliveries)
    .innerJoin(messages, eq(messages.id, deliveries.messageId))
    .where(
      and(
        gt(deliveries.id, (newest?.id ?? 0) - DELIVERIES_LOOKED_THROUGH),
        // Each webhook has a receiver of its own, which says nothing of the others.
        ne(messages.channel, "webhook"),
        eq(messages.captured, false),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(DELIVERIES_MAX);
}

/**
 * How many emails came back for good, how many were called spam, and how many were refused because of the shop itself,
 * since a moment.
 */
export async function countMailBounces(
  db: Database,
  since: number,
): Promise<{ hard: number; complaints: number; policy: number }> {
  const { bounces } = db.tables;
  const count = (kind: BounceKind, code?: string) =>
    db.query.$count(
      bounces,
      and(
        eq(bounces.kind, kind),
        gte(bounces.at, since),
        eq(bounces.channel, "email"),
        code === undefined ? undefined : like(bounces.code, code),
      ),
    );
  return {
    hard: await count("hard"),
    complaints: await count("complaint"),
    policy: await count("soft", "5.7.%"),
  };
}

export interface TextReturn {
  channel: Channel;
  /** What the service said of it; null when it said nothing. */
  code: string | null;
  count: number;
}

/** How many text messages did not arrive since a moment, by channel and by what the service said. */
export async function countTextReturns(db: Database, since: number): Promise<TextReturn[]> {
  const { bounces } = db.tables;
  return await db.query
    .select({
      channel: bounces.channel,
      code: bounces.code,
      count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(bounces)
    .where(
      and(
        inArray(bounces.kind, ["hard", "soft"]),
        gte(bounces.at, since),
        inArray(bounces.channel, ["sms", "whatsapp"]),
      ),
    )
    .groupBy(bounces.channel, bounces.code);
}

/** How many messages of a channel left this server since a moment; counts no further than `limit`. */
export async function countSent(
  db: Database,
  { channel, since, limit }: { channel: Channel; since: number; limit: number },
): Promise<number> {
  const { messages } = db.tables;
  const sent = db.query
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        gte(messages.createdAt, since),
        eq(messages.channel, channel),
        inArray(messages.status, ["sent", "unknown"]),
        eq(messages.captured, false),
      ),
    )
    .limit(limit)
    .as("sent");
  const [row] = await db.query.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(sent);
  return row?.count ?? 0;
}

export interface HookRhythm {
  count: number;
  firstAt: number | null;
  longestGapMs: number | null;
}

/** How often a hook received something since a moment; what was only taken in again is left out. */
export async function readHookRhythm(
  db: Database,
  { hookId, since }: { hookId: number; since: number },
): Promise<HookRhythm> {
  const { receipts } = db.tables;
  const gaps = db.query
    .select({
      at: receipts.receivedAt,
      gap: sql<number>`${receipts.receivedAt} - lag(${receipts.receivedAt}) over (order by ${receipts.receivedAt})`.as(
        "gap",
      ),
    })
    .from(receipts)
    .where(and(eq(receipts.hookId, hookId), gte(receipts.receivedAt, since), isNull(receipts.replayOf)))
    .as("gaps");
  const [row] = await db.query
    .select({
      count: sql<number>`count(*)`.mapWith(Number),
      firstAt: min(gaps.at),
      longestGapMs: sql<number | null>`max(${gaps.gap})`,
    })
    .from(gaps);
  const { count = 0, firstAt = null, longestGapMs = null } = row ?? {};
  return { count, firstAt, longestGapMs: longestGapMs === null ? null : Number(longestGapMs) };
}

/** How many messages of a workflow, or of none, have been due since before a moment; counts no further than `limit`. */
export async function countDueBefore(
  db: Database,
  { workflowId, before, limit }: { workflowId: number | null; before: number; limit: number },
): Promise<number> {
  const { messages } = db.tables;
  const whose = workflowId === null ? isNull(messages.workflowId) : eq(messages.workflowId, workflowId);
  const due = db.query
    .select({ id: messages.id })
    .from(messages)
    .where(and(whose, isNotNull(messages.dueAt), lte(messages.dueAt, before)))
    .limit(limit)
    .as("due");
  const [row] = await db.query.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(due);
  return row?.count ?? 0;
}

import { and, asc, count, desc, eq, gt, gte, inArray, lt, ne, or, sql } from "drizzle-orm";
import type { ReceiptVerdict, Tables } from "#drizzle/tables.ts";
import { type Database, prepared, type Steps, statement } from "#server/database/database.ts";
import type { ReasonCode } from "#workflows/reasons.ts";

export type Receipt = Tables["receipts"]["$inferSelect"];
export type NewReceipt = Omit<Receipt, "id">;

const insert = statement<NewReceipt>()((query, { receipts }) =>
  query
    .insert(receipts)
    .values({
      hookId: sql.placeholder("hookId"),
      receivedAt: sql.placeholder("receivedAt"),
      headers: sql.placeholder("headers"),
      body: sql.placeholder("body"),
      bodyBytes: sql.placeholder("bodyBytes"),
      verdict: sql.placeholder("verdict"),
      reasonCode: sql.placeholder("reasonCode"),
      reasonValues: sql.placeholder("reasonValues"),
      requestId: sql.placeholder("requestId"),
      profileId: sql.placeholder("profileId"),
      eventName: sql.placeholder("eventName"),
      replayOf: sql.placeholder("replayOf"),
    })
    .returning({ id: receipts.id }),
);

const TAKEN_LATER: ReasonCode = "hook.taken-later";
const settle = statement<{ id: number }>()((query, { receipts }) =>
  query
    .update(receipts)
    .set({ reasonCode: TAKEN_LATER })
    .where(and(eq(receipts.id, sql.placeholder("id")), eq(receipts.verdict, "waiting")))
    .returning({ id: receipts.id }),
);

export function* insertReceipt(receipt: NewReceipt): Steps<number> {
  const [row] = yield* prepared(insert, receipt);
  return row!.id;
}

export async function findReceipt(db: Database, id: number): Promise<Receipt | undefined> {
  const { receipts } = db.tables;
  return (await db.query.select().from(receipts).where(eq(receipts.id, id)))[0];
}

export interface ReceiptFilter {
  hookId: number;
  /** Of those that waited only what waits still. */
  verdict: ReceiptVerdict | null;
  /** Only what came before this receipt. */
  cursor: number | null;
  limit: number;
}

/** What a hook received, the newest first, without headers and bodies. */
export async function listReceipts(db: Database, { hookId, verdict, cursor, limit }: ReceiptFilter) {
  const { receipts, profiles } = db.tables;
  const rows = await db.query
    .select({
      id: receipts.id,
      receivedAt: receipts.receivedAt,
      bodyBytes: receipts.bodyBytes,
      verdict: receipts.verdict,
      reasonCode: receipts.reasonCode,
      reasonValues: receipts.reasonValues,
      requestId: receipts.requestId,
      eventName: receipts.eventName,
      replayOf: receipts.replayOf,
      profile: {
        id: profiles.id,
        name: profiles.name,
        email: profiles.email,
        externalId: profiles.externalId,
      },
    })
    .from(receipts)
    .leftJoin(profiles, eq(profiles.id, receipts.profileId))
    .where(
      and(
        eq(receipts.hookId, hookId),
        verdict === "waiting" ? isWaiting(receipts) : undefined,
        verdict === null ? undefined : eq(receipts.verdict, verdict),
        cursor === null ? undefined : lt(receipts.id, cursor),
      ),
    )
    .orderBy(desc(receipts.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { receipts: page, nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}

/**
 * How many receipts a hook has of each verdict; one that it has none of is left out, and so is what waited and was taken
 * in since.
 */
export async function countReceipts(
  db: Database,
  hookId: number,
): Promise<Partial<Record<ReceiptVerdict, number>>> {
  const { receipts } = db.tables;
  const rows = await db.query
    .select({ verdict: receipts.verdict, count: count() })
    .from(receipts)
    .where(and(eq(receipts.hookId, hookId), or(ne(receipts.verdict, "waiting"), isWaiting(receipts))))
    .groupBy(receipts.verdict);
  return Object.fromEntries(rows.map((row) => [row.verdict, row.count]));
}

/** The receipts that repeat these because somebody asked for it, the oldest first. */
export async function listReplaysOf(db: Database, hookId: number, receiptIds: number[]) {
  if (receiptIds.length === 0) return [];
  const { receipts } = db.tables;
  return await db.query
    .select({
      id: receipts.id,
      replayOf: receipts.replayOf,
      receivedAt: receipts.receivedAt,
      verdict: receipts.verdict,
    })
    .from(receipts)
    // A replay is younger than what it repeats, so only the young end of the hook's receipts is read.
    .where(
      and(
        eq(receipts.hookId, hookId),
        gt(receipts.id, Math.min(...receiptIds)),
        inArray(receipts.replayOf, receiptIds),
      ),
    )
    .orderBy(asc(receipts.id));
}

/** Says of a receipt that waited that it was taken in; any other stays as it is. */
export function* settleWaiting(id: number): Steps<void> {
  yield* prepared(settle, { id });
}

/** How much waits for a hook to be switched on that came at or after a moment; looks at no more than `limit` receipts. */
export async function measureWaiting(
  db: Database,
  hookId: number,
  since: number,
  limit: number,
): Promise<{ count: number; bytes: number }> {
  const { receipts } = db.tables;
  const rows = await db.query
    .select({ bodyBytes: receipts.bodyBytes })
    .from(receipts)
    .where(and(eq(receipts.hookId, hookId), isWaiting(receipts), gte(receipts.receivedAt, since)))
    .limit(limit);
  return { count: rows.length, bytes: rows.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0) };
}

/** It came while the hook was off, and was not taken in since. */
export function isWaiting(receipts: Tables["receipts"]) {
  return and(eq(receipts.verdict, "waiting"), sql`coalesce(${receipts.reasonCode}, '') <> ${TAKEN_LATER}`)!;
}

/** What a hook kept while it was off and nobody has taken in yet, the oldest first, after one receipt. */
export async function listWaitingReceipts(
  db: Database,
  hookId: number,
  after: number,
  limit: number,
): Promise<Receipt[]> {
  const { receipts } = db.tables;
  return await db.query
    .select()
    .from(receipts)
    .where(and(eq(receipts.hookId, hookId), isWaiting(receipts), gt(receipts.id, after)))
    .orderBy(asc(receipts.id))
    .limit(limit);
}

/** The runs that began for a profile at one moment: those that what was taken in then has started. */
export async function listRunsStartedAt(db: Database, profileId: number, startedAt: number) {
  const { runs, workflows } = db.tables;
  return await db.query
    .select({ id: runs.id, workflowId: runs.workflowId, workflowName: workflows.name, status: runs.status })
    .from(runs)
    .innerJoin(workflows, eq(workflows.id, runs.workflowId))
    .where(and(eq(runs.profileId, profileId), eq(runs.startedAt, startedAt)))
    .orderBy(asc(runs.id));
}

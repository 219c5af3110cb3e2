import { and, asc, desc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** Enough to look past what says nothing about the connection. */
const LOOKED_AT_RECEIPTS = 50;

/** What a hook received last, the newest first. */
export async function listNewestReceipts(db: Database, hookId: number) {
  const { receipts } = db.tables;
  return await db.query
    .select({
      receivedAt: receipts.receivedAt,
      verdict: receipts.verdict,
      reasonCode: receipts.reasonCode,
      reasonValues: receipts.reasonValues,
    })
    .from(receipts)
    .where(eq(receipts.hookId, hookId))
    .orderBy(desc(receipts.id))
    .limit(LOOKED_AT_RECEIPTS);
}

export type NewestReceipt = Awaited<ReturnType<typeof listNewestReceipts>>[number];

/** When the oldest and the newest of the kept receipts came that made an event; null when there is none. */
export async function findTakenTimes(
  db: Database,
  hookId: number,
): Promise<{ firstAt: number; lastAt: number } | null> {
  const { receipts } = db.tables;
  const taken = (order: typeof asc | typeof desc) =>
    db.query
      .select({ receivedAt: receipts.receivedAt })
      .from(receipts)
      .where(and(eq(receipts.hookId, hookId), eq(receipts.verdict, "taken")))
      .orderBy(order(receipts.id))
      .limit(1);
  const [[first], [last]] = await Promise.all([taken(asc), taken(desc)]);
  return first && last ? { firstAt: first.receivedAt, lastAt: last.receivedAt } : null;
}

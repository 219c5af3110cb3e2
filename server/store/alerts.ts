import { and, desc, eq, gte, isNotNull, isNull, lt } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import type { ReasonValues } from "#workflows/reasons.ts";

export type Alert = Tables["alerts"]["$inferSelect"];

/** Something that a check found just now. */
export interface Found {
  /** What it is about; "" where there is only one. */
  subject: string;
  values: ReasonValues;
}

/** An alert that was raised this moment. */
export interface Raised extends Found {
  id: number;
  /** There was one like it, not long ago: whoever was told then is not told again. */
  again: boolean;
}

/** What is not over, the newest first; dismissed ones too. */
export async function listOpenAlerts(db: Database): Promise<Alert[]> {
  const { alerts } = db.tables;
  return await db.query.select().from(alerts).where(isNull(alerts.clearedAt)).orderBy(desc(alerts.id));
}

/**
 * Brings the open alerts of a kind in line with what a check found: raises what is new, brings what is open up to date
 * and clears what is over. Answers with what is new; what another process raised is not.
 */
export function* followAlerts(
  tx: Transaction,
  {
    code,
    found,
    now,
    againSince,
  }: { code: string; found: readonly Found[]; now: number; againSince: number },
): Steps<Raised[]> {
  const { alerts } = tx.tables;
  const open = yield* run(
    tx.query
      .select()
      .from(alerts)
      .where(and(eq(alerts.code, code), isNull(alerts.clearedAt))),
  );
  for (const alert of open) {
    const still = found.find(({ subject }) => subject === alert.subject);
    if (still && JSON.stringify(still.values) === JSON.stringify(alert.values)) continue;
    const change = still ? { values: still.values } : { clearedAt: now };
    yield* run(tx.query.update(alerts).set(change).where(eq(alerts.id, alert.id)));
  }
  const raised: Raised[] = [];
  for (const { subject, values } of found) {
    if (open.some((alert) => alert.subject === subject)) continue;
    const sameAlert = and(eq(alerts.code, code), eq(alerts.subject, subject));
    const [before] = yield* run(
      tx.query
        .select({ id: alerts.id })
        .from(alerts)
        .where(and(sameAlert, gte(alerts.clearedAt, againSince)))
        .limit(1),
    );
    const [row] = yield* run(
      tx.query
        .insert(alerts)
        .values({ code, subject, values, raisedAt: now })
        .onConflictDoNothing()
        .returning({ id: alerts.id }),
    );
    if (row) raised.push({ id: row.id, subject, values, again: before !== undefined });
  }
  return raised;
}

/** Puts an open alert away, or back with null. Answers whether there is one. */
export function* setDismissed(tx: Transaction, id: number, at: number | null): Steps<boolean> {
  const { alerts } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(alerts)
      .set({ dismissedAt: at })
      .where(and(eq(alerts.id, id), isNull(alerts.clearedAt)))
      .returning({ id: alerts.id }),
  );
  return rows.length > 0;
}

/** Removes what has been over since before a moment. */
export function* forgetAlerts(tx: Transaction, before: number): Steps<void> {
  const { alerts } = tx.tables;
  yield* run(tx.query.delete(alerts).where(and(isNotNull(alerts.clearedAt), lt(alerts.clearedAt, before))));
}

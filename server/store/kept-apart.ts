import { eq, inArray } from "drizzle-orm";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

/**
 * That two profiles are two people, as somebody has said, so that they are not offered as one again: it stays with the
 * older of them as an anonymous id, which no program is let send.
 */
export const APART_PREFIX = "rekindle:apart:";

/** Notes that two profiles are two people. */
export function* keepApart(tx: Transaction, pair: readonly [number, number], now: number): Steps<void> {
  const { anonymousIds } = tx.tables;
  const row = { value: keyOf(...pair), profileId: Math.min(...pair), createdAt: now };
  yield* run(tx.query.insert(anonymousIds).values(row).onConflictDoNothing());
}

/** Takes that back. */
export function* offerAgain(tx: Transaction, pair: readonly [number, number]): Steps<void> {
  const { anonymousIds } = tx.tables;
  yield* run(tx.query.delete(anonymousIds).where(eq(anonymousIds.value, keyOf(...pair))));
}

/** Which of these others are known to be somebody else. */
export async function readApart(
  { query, tables: { anonymousIds } }: Database,
  profileId: number,
  otherIds: number[],
): Promise<Set<number>> {
  const keys = new Map(otherIds.map((id) => [keyOf(profileId, id), id]));
  if (keys.size === 0) return new Set();
  const rows = await query
    .select({ value: anonymousIds.value })
    .from(anonymousIds)
    .where(inArray(anonymousIds.value, [...keys.keys()]));
  return new Set(rows.flatMap(({ value }) => keys.get(value) ?? []));
}

function keyOf(one: number, other: number): string {
  return `${APART_PREFIX}${Math.min(one, other)}:${Math.max(one, other)}`;
}

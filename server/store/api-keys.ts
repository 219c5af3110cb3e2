import { and, desc, eq, isNull } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

export type ApiKey = Tables["apiKeys"]["$inferSelect"];
export type NewApiKeyRow = Tables["apiKeys"]["$inferInsert"];

export async function listApiKeys(db: Database): Promise<ApiKey[]> {
  const { apiKeys } = db.tables;
  return await db.query.select().from(apiKeys).where(isNull(apiKeys.revokedAt)).orderBy(desc(apiKeys.id));
}

/** Whether a source has a living key of a kind. */
export function* hasApiKey(
  tx: Transaction,
  { source, kind }: { source: string; kind: ApiKey["kind"] },
): Steps<boolean> {
  const { apiKeys } = tx.tables;
  const rows = yield* run(
    tx.query
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(and(eq(apiKeys.source, source), eq(apiKeys.kind, kind), isNull(apiKeys.revokedAt)))
      .limit(1),
  );
  return rows.length > 0;
}

export function* insertApiKey(tx: Transaction, key: NewApiKeyRow): Steps<number> {
  const [row] = yield* run(
    tx.query.insert(tx.tables.apiKeys).values(key).returning({ id: tx.tables.apiKeys.id }),
  );
  return row!.id;
}

export function* revokeApiKey(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { apiKeys } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id }),
  );
  return rows.length > 0;
}

export function* markKeysUsed(tx: Transaction, used: Map<number, number>): Steps<void> {
  const { apiKeys } = tx.tables;
  for (const [id, at] of used)
    yield* run(tx.query.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id)));
}

import { asc, count, eq } from "drizzle-orm";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import type { EmailBlock } from "#workflows/email-design.ts";

/** A person looks through them all at once. */
export const SAVED_BLOCKS_MAX = 100;

export interface StoredBlocks {
  id: number;
  name: string;
  /** As it was stored, maybe by another version: to be parsed by whoever reads it. */
  content: unknown;
  createdAt: number;
}

export async function listSavedBlocks(db: Database): Promise<StoredBlocks[]> {
  const { savedBlocks } = db.tables;
  return await db.query.select().from(savedBlocks).orderBy(asc(savedBlocks.name), asc(savedBlocks.id));
}

/** The new one's id; null when there are as many as there may be. */
export function* insertSavedBlocks(
  tx: Transaction,
  saved: { name: string; content: EmailBlock[]; createdAt: number },
): Steps<number | null> {
  const { savedBlocks } = tx.tables;
  const [counted] = yield* run(tx.query.select({ rows: count() }).from(savedBlocks));
  if ((counted?.rows ?? 0) >= SAVED_BLOCKS_MAX) return null;
  const [row] = yield* run(tx.query.insert(savedBlocks).values(saved).returning({ id: savedBlocks.id }));
  return row!.id;
}

export function* renameSavedBlocks(tx: Transaction, id: number, name: string): Steps<boolean> {
  const { savedBlocks } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(savedBlocks)
      .set({ name })
      .where(eq(savedBlocks.id, id))
      .returning({ id: savedBlocks.id }),
  );
  return rows.length > 0;
}

export function* deleteSavedBlocks(tx: Transaction, id: number): Steps<boolean> {
  const { savedBlocks } = tx.tables;
  const rows = yield* run(
    tx.query.delete(savedBlocks).where(eq(savedBlocks.id, id)).returning({ id: savedBlocks.id }),
  );
  return rows.length > 0;
}

import { count, desc, eq, lt, sum } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

export type Image = Tables["images"]["$inferSelect"];

/** The newest pictures, of those below an id where one is given. */
export async function listImages(
  db: Database,
  { belowId, limit }: { belowId: number | null; limit: number },
): Promise<Image[]> {
  const { images } = db.tables;
  const rows = db.query.select().from(images);
  const some = belowId === null ? rows : rows.where(lt(images.id, belowId));
  return await some.orderBy(desc(images.id)).limit(limit);
}

export async function measureImages(db: Database): Promise<{ images: number; bytes: number }> {
  const { images } = db.tables;
  const [row] = await db.query.select({ images: count(), bytes: sum(images.bytes) }).from(images);
  return { images: row?.images ?? 0, bytes: Number(row?.bytes ?? 0) };
}

export async function findImage(db: Database, hash: string): Promise<Image | undefined> {
  const { images } = db.tables;
  const [row] = await db.query.select().from(images).where(eq(images.hash, hash));
  return row;
}

/** False when the same picture is kept already; its name stays. */
export function* insertImage(tx: Transaction, image: Tables["images"]["$inferInsert"]): Steps<boolean> {
  const { images } = tx.tables;
  const rows = yield* run(
    tx.query.insert(images).values(image).onConflictDoNothing().returning({ id: images.id }),
  );
  return rows.length > 0;
}

/** The picture that was removed; undefined when there was none. */
export function* deleteImage(tx: Transaction, id: number): Steps<Image | undefined> {
  const { images } = tx.tables;
  const [row] = yield* run(tx.query.delete(images).where(eq(images.id, id)).returning());
  return row;
}

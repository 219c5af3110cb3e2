import { stat } from "node:fs/promises";
import { sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import { isSqlite, sqliteBytes } from "#server/database/sqlite.ts";

export interface DatabaseSize {
  bytes: number;
  /** On SQLite: what is free inside the file, and what its write-ahead log takes beside it. */
  freeBytes: number | null;
  logBytes: number | null;
}

/** How large the database is. */
export async function readDatabaseSize(db: Database): Promise<DatabaseSize> {
  if (isSqlite(db)) {
    const { file, free } = sqliteBytes(db);
    return { bytes: file, freeBytes: free, logBytes: await bytesOf(`${db.connection.name}-wal`) };
  }
  const size = sql<number>`pg_database_size(current_database())`.mapWith(Number);
  const [row] = await db.query.select({ bytes: size }).from(sql`(select 1) one`);
  return { bytes: row?.bytes ?? 0, freeBytes: null, logBytes: null };
}

/** How many rows a table has. Counts them all, which takes its time on a large one. */
export async function countRows(db: Database, table: keyof Tables): Promise<number> {
  return await db.query.$count(db.tables[table]);
}

/** Zero for a file that is not there. */
async function bytesOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

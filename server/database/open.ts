import { existsSync, mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import type { Env } from "#server/env.ts";
import type { Database } from "./database.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "./sqlite.ts";

export const DATABASE_FILE = "rekindle.db";
export const BACKUPS_FOLDER = "backups";

/** Opens the database that the environment names and brings it up to date. A copy is made before it is changed. */
export async function openDatabase(
  env: Env,
  backUp: (database: SqliteDatabase) => Promise<void>,
): Promise<Database> {
  if (env.DATABASE_URL) {
    // Loaded only where it is used: most installations never need it.
    const { migratePostgres, openPostgres } = await import("./postgres.ts");
    const database = openPostgres(env.DATABASE_URL);
    await migratePostgres(database);
    return database;
  }
  mkdirSync(env.DATA_DIR, { recursive: true });
  const file = join(env.DATA_DIR, DATABASE_FILE);
  const existed = existsSync(file);
  const database = openSqlite(file);
  if (existed && (await migrationsPending(database))) await backUp(database);
  migrateSqlite(database);
  return database;
}

/**
 * Keeps other servers off the same data for as long as this process lives; the lock goes with the process, however it
 * ends. Two schedulers on one file would each take the other for dead. Throws when it is taken.
 */
export function lockDataFolder(env: Env): { release(): void } {
  mkdirSync(env.DATA_DIR, { recursive: true });
  const lock = new SqliteConnection(join(env.DATA_DIR, "server.lock"), { timeout: 0 });
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new Error(`Rekindle is already running on ${env.DATA_DIR}. Stop it first, or set DATA_DIR.`);
  }
  return { release: () => lock.close() };
}

async function migrationsPending(database: SqliteDatabase): Promise<boolean> {
  const files = (await readdir("drizzle/migrations/sqlite")).filter((name) => name.endsWith(".sql"));
  const table = database.connection
    .prepare("select 1 from sqlite_master where name = '__drizzle_migrations'")
    .get();
  if (!table) return false;
  const applied = database.connection.prepare("select count(*) as count from __drizzle_migrations").get();
  return (applied as { count: number }).count < files.length;
}

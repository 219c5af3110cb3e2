import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import type { Env } from "#server/env.ts";
import type { Database } from "./database.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "./sqlite.ts";

export const DATABASE_FILE = "rekindle.db";
export const BACKUPS_FOLDER = "backups";
/** There while a copy takes the place of the data; it says in words what to do. */
export const RESTORE_MARKER_FILE = "restore-unfinished.txt";

/**
 * Throws when a restore was cut off in between: without its database, the data folder would look like a new installation
 * and offer itself to the first visitor.
 */
export function refuseHalfRestored({ DATA_DIR, DATABASE_URL }: Env): void {
  const marker = join(DATA_DIR, RESTORE_MARKER_FILE);
  if (!DATABASE_URL && existsSync(marker)) throw new Error(readFileSync(marker, "utf8").trim());
}

/** Opens the database that the environment names and brings it up to date. SQLite is copied before it is changed. */
export async function openDatabase(
  env: Env,
  backUp: (database: SqliteDatabase) => Promise<void>,
  onConnectionError: (error: Error) => void,
  onBroken: (error: Error) => void,
): Promise<Database> {
  if (env.DATABASE_URL) {
    // Loaded only where it is used: most installations never need it.
    const { migratePostgres, openPostgres } = await import("./postgres.ts");
    const database = openPostgres(env.DATABASE_URL, onConnectionError);
    await migratePostgres(database);
    return database;
  }
  refuseHalfRestored(env);
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  const file = join(env.DATA_DIR, DATABASE_FILE);
  const existed = existsSync(file);
  const database = openSqlite(file, { onBroken });
  if (existed && (await migrationsPending(database))) await backUp(database);
  migrateSqlite(database);
  return database;
}

/**
 * Keeps other servers off the same data for as long as this process lives; the lock goes with the process, however it
 * ends. Two schedulers on one file would each take the other for dead. Throws when it is taken.
 */
export function lockDataFolder(env: Env): { release(): void } {
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
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

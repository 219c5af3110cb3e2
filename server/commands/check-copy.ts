import { readdirSync } from "node:fs";
import { join } from "node:path";
import { KEYS_FILE } from "#server/backup.ts";
import { DATABASE_FILE } from "#server/database/open.ts";
import { openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { checkKeys } from "#server/key-check.ts";
import { openKeys } from "#server/keys.ts";
import { writeSetting } from "#server/store/settings.ts";

/**
 * Makes sure that a copy can be used, and makes it ready: its sending is switched off. Answers with what is wrong, in one
 * sentence, or null. The folder must be writable and nobody else's.
 */
export async function checkCopy(folder: string): Promise<string | null> {
  let database: SqliteDatabase | null = null;
  try {
    const { keys } = openKeys(join(folder, KEYS_FILE), makeVapidKeys);
    database = openSqlite(join(folder, DATABASE_FILE));
    const problem = damage(database) ?? tooNew(database);
    if (problem) return problem;
    await checkKeys(database, keys);
    await database.transaction((tx) => writeSetting(tx, "sendingOff", true));
    return null;
  } catch (error) {
    return `The copy cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await database?.close();
  }
}

function damage({ connection }: SqliteDatabase): string | null {
  const found = connection.pragma("integrity_check", { simple: true });
  return found === "ok" ? null : `The copy's database is damaged: ${found}.`;
}

/** An older copy is migrated when the server starts; a newer one has tables that this version does not know. */
function tooNew({ connection }: SqliteDatabase): string | null {
  const known = readdirSync("drizzle/migrations/sqlite").filter((name) => name.endsWith(".sql")).length;
  const { applied } = connection.prepare("SELECT count(*) AS applied FROM __drizzle_migrations").get() as {
    applied: number;
  };
  return applied > known ? "The copy was made by a newer version of Rekindle. Update first." : null;
}

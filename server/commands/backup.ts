/**
 * Copies the database and the keys while the server runs or not:
 *
 *     npm run backup
 *     npm run backup -- before-the-sale
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { backUp, timestamp } from "#server/backup.ts";
import { BACKUPS_FOLDER, DATABASE_FILE } from "#server/database/open.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import type { Env } from "#server/env.ts";
import { type CommandAnswer, hasDatabase, onData } from "./data-folder.ts";

const NAME = /^[A-Za-z0-9][\w.-]{0,99}$/;

await onData(
  "The data is in PostgreSQL: back it up with pg_dump, and keep a copy of keys.json from DATA_DIR beside it. One without the other cannot be restored in full.",
  (env) => makeCopy(env, process.argv[2] ?? timestamp(Date.now())),
);

async function makeCopy(env: Env, name: string): Promise<CommandAnswer> {
  if (!NAME.test(name))
    return { done: false, text: `Name the copy with letters, digits, dots and dashes, not: ${name}` };
  if (!hasDatabase(env.DATA_DIR))
    return {
      done: false,
      text: `There is nothing to copy yet in ${env.DATA_DIR}. Set DATA_DIR to where the data is.`,
    };
  if (existsSync(join(env.DATA_DIR, BACKUPS_FOLDER, name)))
    return { done: false, text: `There is a copy named ${name} already. It was left as it is.` };

  const database = openSqlite(join(env.DATA_DIR, DATABASE_FILE), { readonly: true });
  try {
    // A transaction that reads keeps one moment of the database; without it, each write by the server starts the copy again.
    database.connection.exec("BEGIN");
    database.connection.prepare("SELECT count(*) FROM sqlite_master").get();
    const folder = await backUp(database, env.DATA_DIR, name);
    return {
      done: true,
      text: `Copied the database and the keys to ${folder}\nWhoever has this folder can read everything in it. Keep a copy on another machine.`,
    };
  } finally {
    await database.close();
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { backUp } from "#server/backup.ts";
import { BACKUPS_FOLDER, DATABASE_FILE } from "#server/database/open.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { type CommandAnswer, done, hasDatabase, refused } from "./data-command.ts";

const NAME = /^[A-Za-z0-9][\w.-]{0,99}$/;

/** Copies the database, the keys and the pictures of emails into a new folder of this name among the backups; the server may be running. */
export async function copyData(dataDir: string, name: string): Promise<CommandAnswer> {
  if (!NAME.test(name)) return refused(`Name the copy with letters, digits, dots and dashes, not: ${name}`);
  if (!hasDatabase(dataDir))
    return refused(`There is nothing to copy yet in ${dataDir}. Set DATA_DIR to where the data is.`);
  if (existsSync(join(dataDir, BACKUPS_FOLDER, name)))
    return refused(`There is a copy named ${name} already. It was left as it is.`);

  const database = openSqlite(join(dataDir, DATABASE_FILE), { readonly: true });
  try {
    // A transaction that reads keeps one moment of the database; without it, each write by the server starts the copy
    // again from its beginning.
    database.connection.exec("BEGIN");
    database.connection.prepare("SELECT count(*) FROM sqlite_master").get();
    const folder = await backUp(database, dataDir, name);
    return done(
      `Copied the database, the keys and the pictures to ${folder}`,
      "Whoever has this folder can read everything in it. Keep a copy on another machine.",
    );
  } finally {
    await database.close();
  }
}

import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { BACKUPS_FOLDER, DATABASE_FILE } from "./database/open.ts";
import type { SqliteDatabase } from "./database/sqlite.ts";
import { IMAGES_FOLDER } from "./images/images.ts";

export const KEYS_FILE = "keys.json";
/** Copies made by themselves before a migration; older ones are removed. The owner's own are kept. */
const AUTOMATIC_COPIES_KEPT = 5;

/**
 * A whole copy of the database, made while it is in use, with the keys that open its secrets and the pictures that its
 * emails show. Answers with its folder.
 * `name` must be usable as a folder's name.
 */
export async function backUp(database: SqliteDatabase, dataDir: string, name: string): Promise<string> {
  const folder = join(dataDir, BACKUPS_FOLDER, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await database.connection.backup(join(folder, DATABASE_FILE));
  await copyFile(join(dataDir, KEYS_FILE), join(folder, KEYS_FILE));
  await copyImages(dataDir, folder);
  return folder;
}

/** After the database: a picture that comes in meanwhile is then copied without a row rather than missing with one. */
async function copyImages(dataDir: string, folder: string): Promise<void> {
  const images = join(dataDir, IMAGES_FOLDER);
  if (!existsSync(images)) return;
  const copies = join(folder, IMAGES_FOLDER);
  await mkdir(copies, { recursive: true, mode: 0o700 });
  for (const name of await readdir(images)) {
    // The name of what is only half written begins with a dot.
    if (name.startsWith(".")) continue;
    await copyFile(join(images, name), join(copies, name)).catch((error: unknown) => {
      // Removed meanwhile.
      if ((error as { code?: unknown }).code !== "ENOENT") throw error;
    });
  }
}

/** As `backUp`, before a migration; the oldest of these copies go. */
export async function backUpBeforeMigration(
  database: SqliteDatabase,
  dataDir: string,
  now: number,
): Promise<string> {
  const prefix = "before-migration-";
  const folder = await backUp(database, dataDir, `${prefix}${timestamp(now)}`);
  const parent = join(dataDir, BACKUPS_FOLDER);
  const copies = (await readdir(parent)).filter((name) => name.startsWith(prefix)).sort();
  for (const old of copies.slice(0, -AUTOMATIC_COPIES_KEPT)) await rm(join(parent, old), { recursive: true });
  return folder;
}

/** "2026-05-01T12-00-00": sorts by time and is a file name everywhere. */
export function timestamp(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replaceAll(":", "-");
}

import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { KEYS_FILE, timestamp } from "#server/backup.ts";
import { BACKUPS_FOLDER, DATABASE_FILE, lockDataFolder, RESTORE_MARKER_FILE } from "#server/database/open.ts";
import type { Env } from "#server/env.ts";
import { IMAGES_FOLDER } from "#server/images/images.ts";
import { checkCopy } from "./check-copy.ts";
import { type CommandAnswer, done, refused } from "./data-command.ts";

const COPY_FILES = [KEYS_FILE, DATABASE_FILE];
const WAL_FILE = `${DATABASE_FILE}-wal`;
/** What may be in the data folder: the same, what SQLite keeps beside its file, and pictures. They belong together. */
const DATA_FILES = [...COPY_FILES, WAL_FILE, `${DATABASE_FILE}-shm`, IMAGES_FOLDER];

/**
 * Puts a copy in the place of the current data, which is kept among the backups. The copy is a folder, or the name of one
 * of the backups. Throws when a server uses the data.
 */
export async function restoreData(env: Env, name: string | undefined, now: number): Promise<CommandAnswer> {
  const dataDir = env.DATA_DIR;
  const source = name ? findCopy(dataDir, name) : null;
  if (!source || !name) {
    const text = name ? `There is no copy at ${name}` : "Say which copy: npm run restore -- name-or-folder";
    return refused(text, `A copy is a folder with ${COPY_FILES.join(" and ")} in it.`);
  }
  const lock = lockDataFolder(env);
  // Beside its final place, so that putting it there is a rename.
  const staged = join(dataDir, "restoring");
  try {
    stage(source, staged);
    const problem = await checkCopy(staged);
    if (problem) return refused(`${problem} Nothing was changed.`);
    const marker = join(dataDir, RESTORE_MARKER_FILE);
    writeFileSync(marker, unfinished(name), { flush: true });
    const kept = setAside(dataDir, timestamp(now));
    for (const file of COPY_FILES) renameSync(join(staged, file), join(dataDir, file));
    if (existsSync(join(staged, IMAGES_FOLDER)))
      renameSync(join(staged, IMAGES_FOLDER), join(dataDir, IMAGES_FOLDER));
    rmSync(marker);
    return done(
      `Restored ${source}`,
      ...(kept ? [`What was there before is in ${kept}`] : []),
      "Sending is switched off in the restored data: it does not know of messages that went out after the copy was made, and would send them again. Start the server, look at the live workflows, and switch sending on in the settings.",
    );
  } finally {
    rmSync(staged, { recursive: true, force: true });
    lock.release();
  }
}

function unfinished(name: string): string {
  return `A restore was cut off, and the data is incomplete. Run it again: npm run restore -- ${name}\nNothing is lost: what was there before is still there, or in the newest ${BACKUPS_FOLDER}/before-restore-… of the data folder.\n`;
}

function findCopy(dataDir: string, name: string): string | null {
  const places = [name, join(dataDir, BACKUPS_FOLDER, name)];
  return places.find((folder) => COPY_FILES.every((file) => existsSync(join(folder, file)))) ?? null;
}

function stage(source: string, staged: string): void {
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { mode: 0o700 });
  // Data that a crashed server left has a write-ahead log with its newest rows; it is folded in when the copy is checked.
  const files = existsSync(join(source, WAL_FILE)) ? [...COPY_FILES, WAL_FILE] : COPY_FILES;
  for (const file of files) {
    copyFileSync(join(source, file), join(staged, file));
    const handle = openSync(join(staged, file), "r+");
    fsyncSync(handle);
    closeSync(handle);
  }
  // Copies from before there were pictures have none.
  const images = join(source, IMAGES_FOLDER);
  if (existsSync(images)) cpSync(images, join(staged, IMAGES_FOLDER), { recursive: true });
}

/** Moves the current data to a folder among the backups; null when there is none. */
function setAside(dataDir: string, time: string): string | null {
  const present = DATA_FILES.filter((file) => existsSync(join(dataDir, file)));
  if (present.length === 0) return null;
  const folder = join(dataDir, BACKUPS_FOLDER, `before-restore-${time}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const file of present) renameSync(join(dataDir, file), join(folder, file));
  return folder;
}

/**
 * Puts a copy back in the place of the current data, while the server is stopped:
 *
 *     npm run restore -- before-the-sale
 *     npm run restore -- path/to/a/copy
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { KEYS_FILE, timestamp } from "#server/backup.ts";
import { BACKUPS_FOLDER, DATABASE_FILE, lockDataFolder } from "#server/database/open.ts";
import type { Env } from "#server/env.ts";
import { checkCopy } from "./check-copy.ts";
import { type CommandAnswer, hasDatabase, onData } from "./data-folder.ts";

/** The database's file and what SQLite may keep beside it. They belong together. */
const DATA_FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, KEYS_FILE];
const COPY_FILES = [KEYS_FILE, DATABASE_FILE];

await onData(
  "The data is in PostgreSQL: restore it with pg_restore or psql, and put the keys.json that belongs to it into DATA_DIR.",
  (env) => restore(env, process.argv[2]),
);

async function restore(env: Env, name: string | undefined): Promise<CommandAnswer> {
  const source = name ? findCopy(env, name) : null;
  if (!source) {
    const text = name ? `There is no copy at ${name}` : "Say which copy: npm run restore -- name-or-folder";
    return { done: false, text: `${text}\nA copy is a folder with ${COPY_FILES.join(" and ")} in it.` };
  }
  const lock = lockDataFolder(env);
  // Beside its final place, so that putting it there is a rename.
  const staged = join(env.DATA_DIR, "restoring");
  try {
    stage(source, staged);
    const problem = await checkCopy(staged);
    if (problem) return { done: false, text: `${problem} Nothing was changed.` };
    const kept = setAside(env, timestamp(Date.now()));
    for (const file of COPY_FILES) renameSync(join(staged, file), join(env.DATA_DIR, file));
    return { done: true, text: restoredText(source, kept) };
  } finally {
    rmSync(staged, { recursive: true, force: true });
    lock.release();
  }
}

function findCopy(env: Env, name: string): string | null {
  const places = [name, join(env.DATA_DIR, BACKUPS_FOLDER, name)];
  return places.find((folder) => COPY_FILES.every((file) => existsSync(join(folder, file)))) ?? null;
}

function stage(source: string, staged: string): void {
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { mode: 0o700 });
  for (const file of COPY_FILES) {
    copyFileSync(join(source, file), join(staged, file));
    const handle = openSync(join(staged, file), "r+");
    fsyncSync(handle);
    closeSync(handle);
  }
}

/** Moves the current data to a folder among the backups; null when there is none. */
function setAside(env: Env, time: string): string | null {
  const present = DATA_FILES.filter((file) => existsSync(join(env.DATA_DIR, file)));
  if (!hasDatabase(env.DATA_DIR) && present.length === 0) return null;
  const folder = join(env.DATA_DIR, BACKUPS_FOLDER, `before-restore-${time}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const file of present) renameSync(join(env.DATA_DIR, file), join(folder, file));
  return folder;
}

function restoredText(source: string, kept: string | null): string {
  return [
    `Restored ${source}`,
    ...(kept ? [`What was there before is in ${kept}`] : []),
    "Sending is switched off in the restored data: messages that went out after this copy was made are not known to it and would go out again. Start the server, look at the live workflows, and switch sending on in the settings.",
  ].join("\n");
}

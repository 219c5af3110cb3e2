import { workerData } from "node:worker_threads";
import type { Database } from "#server/database/database.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { yieldToOthers } from "#server/thread.ts";
import { answerCalls } from "#server/thread-calls.ts";
import { type HeavyReads, heavyReads } from "./heavy-reads.ts";

/** Often, so that each is short: a disk that is busy with a long one makes every commit wait. */
const CHECKPOINT_EVERY_MS = 1_000;

/** A call of a read, as it is sent to the thread. */
export interface ReadCall {
  name: keyof HeavyReads;
  args: unknown;
}

yieldToOthers();
const { file } = workerData as { file: string };
const database = openSqlite(file, { readonly: true });

answerCalls(({ name, args }: ReadCall) => {
  const read = heavyReads[name] as (db: Database, args: unknown) => Promise<unknown>;
  return read(database, args);
});

// Moving the write-ahead log into the file takes long and would stop whoever commits when the log is full: the thread
// that takes events in. PASSIVE waits for nobody and keeps nobody from writing, and a read-only connection may not do
// it. SQLite closes both connections when the thread ends, however it ends.
const checkpoints = openSqlite(file).connection;
setInterval(() => checkpoints.pragma("wal_checkpoint(PASSIVE)"), CHECKPOINT_EVERY_MS);

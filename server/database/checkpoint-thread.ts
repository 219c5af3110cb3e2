import { workerData } from "node:worker_threads";
import { answerCalls } from "#server/thread-calls.ts";
import { openSqlite } from "./sqlite.ts";

/** Pages in the write-ahead log, and how many of them are in the file now. */
export interface Checkpointed {
  log: number;
  checkpointed: number;
}

const { file } = workerData as { file: string };
const { connection } = openSqlite(file);

// PASSIVE waits for nobody and keeps nobody from writing. SQLite closes the connection when the thread ends, however.
answerCalls(async (_request: "checkpoint") => {
  const [{ log, checkpointed }] = connection.pragma("wal_checkpoint(PASSIVE)") as [Checkpointed];
  return { log, checkpointed } satisfies Checkpointed;
});

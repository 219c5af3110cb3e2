import { workerData } from "node:worker_threads";
import SqliteConnection from "better-sqlite3";
import { answerCalls } from "#server/thread-calls.ts";

/** Pages in the write-ahead log, and how many of them are in the file now. */
export interface Checkpointed {
  log: number;
  checkpointed: number;
}

// A bare connection, since this thread is there all the time: the query builder takes tens of megabytes.
const { file } = workerData as { file: string };
const connection = new SqliteConnection(file);
connection.pragma("synchronous = NORMAL");

// PASSIVE waits for nobody and keeps nobody from writing. SQLite closes the connection when the thread ends, however.
answerCalls(async (_request: "checkpoint") => {
  const [{ log, checkpointed }] = connection.pragma("wal_checkpoint(PASSIVE)") as [Checkpointed];
  return { log, checkpointed } satisfies Checkpointed;
});

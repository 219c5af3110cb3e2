import type { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { startThread } from "#server/thread.ts";
import { ThreadCalls } from "#server/thread-calls.ts";
import type { Checkpointed } from "./checkpoint-thread.ts";
import type { SqliteDatabase } from "./sqlite.ts";

/** Often, so that each is short: a disk that is busy with a long one makes every commit wait. */
const EVERY_MS = 1_000;
/** A log smaller than this need not begin anew, even if somebody always writes. */
const LOG_PAGES_MIN = 2_000;
/** So little of the log is left for the end, while transactions wait. */
const REST_PAGES_MAX = 200;
/** While more is written than this many turns can carry over, there will be a better moment. */
const TURNS_MAX = 4;

/**
 * Moves the write-ahead log into the file once a second, in a thread of its own: SQLite lets whoever commits do it when
 * the log is full, which stops the event loop for most of a second. The log begins anew only when all of it was moved,
 * and somebody who always writes would never let that happen; so transactions wait for the last few pages.
 */
export class Checkpoints {
  readonly #database: SqliteDatabase;
  readonly #calls: ThreadCalls<"checkpoint">;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(database: SqliteDatabase, log: Logger, startWorker = () => startCheckpointing(database)) {
    this.#database = database;
    this.#log = log;
    this.#calls = new ThreadCalls("the thread of checkpoints", startWorker, log);
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.run()
        .catch((err: unknown) => this.#log.warn({ err }, "the log could not be moved into the database file"))
        .finally(() => {
          this.#running = null;
        });
    }, EVERY_MS);
    this.#timer.unref();
  }

  /** One round: moves what is in the log, and lets it begin anew if it has grown. A reader of older pages keeps it. */
  async run(): Promise<void> {
    let before = 0;
    for (let turn = 0; turn < TURNS_MAX; turn++) {
      const { log, checkpointed } = await this.#checkpoint();
      if (log < LOG_PAGES_MIN || checkpointed < log) return;
      // The log as it was when the turn began: what was written meanwhile comes with the next one.
      if (log - before <= REST_PAGES_MAX) break;
      before = log;
    }
    await this.#database.holdTransactions(() => this.#checkpoint());
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
    await this.#calls.close();
  }

  #checkpoint(): Promise<Checkpointed> {
    return this.#calls.call<Checkpointed>("checkpoint");
  }
}

export function startCheckpointing({ connection }: SqliteDatabase): Worker {
  return startThread("checkpoint-thread", import.meta.url, { file: connection.name });
}

import { setTimeout as rest } from "node:timers/promises";
import type { Logger } from "pino";
import type { Database } from "#server/database/database.ts";
import { fillSomeWords } from "#server/store/profile-words.ts";

/** People in one transaction, so that no event waits for more than a few milliseconds. */
const SLICE_PROFILES = 100;
/** After each slice, so that most of the thread's time is left to the events. */
const REST_MS = 10;
const AFTER_FAILURE_MS = 10_000;

/** Notes once, after the update that brought the search by words, by which words everybody is found. */
export class WordFilling {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor({ db, log }: { db: Database; log: Logger }) {
    this.#db = db;
    this.#log = log;
  }

  /** Goes on where it was stopped. */
  start(): void {
    this.#work = this.#fill();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#work;
  }

  async #fill(): Promise<void> {
    const { signal } = this.#stopping;
    let mayFollow = true;
    while (mayFollow && !signal.aborted) {
      let restMs = REST_MS;
      try {
        mayFollow = await this.#db.transaction((tx) => fillSomeWords(tx, SLICE_PROFILES), {
          durableLater: true,
        });
      } catch (error) {
        this.#log.error({ err: error }, "people could not be made to be found by words");
        restMs = AFTER_FAILURE_MS;
      }
      if (mayFollow) await rest(restMs, undefined, { signal }).catch(() => {});
    }
  }
}

import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { forgetMessageIds } from "#server/store/events.ts";

/** For so long a repeated event is recognised by its message id. */
export const EVENT_KEYS_KEPT_MS = 7 * 24 * 3_600_000;
const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = 3_600_000;
/** Rows in one transaction, so that no event waits long for its turn. */
const SLICE_ROWS = 500;

/** Removes what nobody needs any more, now and then, a little at a time. */
export class Housekeeping {
  readonly #services: { db: Database; clock: Clock; log: Logger };
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(services: { db: Database; clock: Clock; log: Logger }) {
    this.#services = services;
  }

  start(): void {
    this.#schedule(FIRST_AFTER_MS);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Does all that there is to do now; answers with how many rows were removed. */
  async tidy(): Promise<number> {
    const { db, clock } = this.#services;
    const before = clock.now() - EVENT_KEYS_KEPT_MS;
    let removed = 0;
    for (let slice = SLICE_ROWS; slice === SLICE_ROWS && !this.#stopped; ) {
      slice = await db.transaction(() => forgetMessageIds(before, SLICE_ROWS));
      removed += slice;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return removed;
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#work = this.#tidyAndGoOn();
    }, ms).unref();
  }

  async #tidyAndGoOn(): Promise<void> {
    try {
      await this.tidy();
    } catch (err) {
      this.#services.log.error({ err }, "old message ids could not be removed");
    }
    if (!this.#stopped) this.#schedule(EVERY_MS);
  }
}

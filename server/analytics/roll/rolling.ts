import { setTimeout as rest } from "node:timers/promises";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { rollUp } from "./roll-up.ts";

const FIRST_AFTER_MS = 10_000;
const EVERY_MS = 30_000;
/** Events in one transaction, so that no event that comes in waits for more than a few milliseconds. */
const SLICE_EVENTS = 250;
/** After a slice, so that most of the thread's time is left to the events. */
const REST_MS = 10;
/** On PostgreSQL, where events get their ids before they can be seen, no transaction lasts this long. */
const ON_ITS_WAY_MS = 60_000;

interface Services {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** Follows the events and keeps what analytics read of them, a little at a time; what is missing is read from the events. */
export class Rolling {
  readonly #services: Services;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(services: Services) {
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

  /** Rolls up all that is there; answers with how many events that were. */
  async catchUp(restMs = REST_MS): Promise<number> {
    const { db, clock } = this.#services;
    let rolled = 0;
    for (let taken = SLICE_EVENTS; taken === SLICE_EVENTS && !this.#stopped; rolled += taken) {
      // On SQLite one transaction follows on the other, so the ids come in their order.
      const receivedBy = db.engine === "sqlite" ? Number.POSITIVE_INFINITY : clock.now() - ON_ITS_WAY_MS;
      const slice = { limit: SLICE_EVENTS, receivedBy };
      taken = await db.transaction((tx) => rollUp(tx, slice), { durableLater: true });
      if (taken > 0 && restMs > 0) await rest(restMs);
    }
    return rolled;
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#work = this.#catchUpAndGoOn();
    }, ms).unref();
  }

  async #catchUpAndGoOn(): Promise<void> {
    try {
      await this.catchUp();
    } catch (err) {
      this.#services.log.error({ err }, "events could not be rolled up for analytics");
    }
    if (!this.#stopped) this.#schedule(EVERY_MS);
  }
}

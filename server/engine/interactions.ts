import type { Logger } from "pino";
import type { Database } from "#server/database/database.ts";
import type { Engine } from "./engine.ts";
import { type MessageVisit, noteVisits } from "./note-visits.ts";

/** Visits are written together this often, so that a mass of them costs few transactions. */
const GATHER_MS = 250;
/** In one transaction: a few milliseconds of the thread. */
const TRANSACTION_VISITS_MAX = 100;
/** Waiting to be written; above this, further ones are not noted. */
const WAITING_MAX = 20_000;

/**
 * Notes who opened messages and followed their links. Visits wait in memory for a moment and are written in groups:
 * what a crash takes is a few opens, and never keeps anybody from where a link leads.
 */
export class Interactions {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #isOn: () => boolean;
  readonly #engine: Pick<Engine, "noting" | "poke"> | null;
  #waiting: MessageVisit[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  /** `isOn`: the shop wants to know. `engine`: looks at segments whose rules ask who opened and clicked. */
  constructor({
    db,
    log,
    isOn,
    engine = null,
  }: {
    db: Database;
    log: Logger;
    isOn: () => boolean;
    engine?: Pick<Engine, "noting" | "poke"> | null;
  }) {
    this.#db = db;
    this.#log = log;
    this.#isOn = isOn;
    this.#engine = engine;
  }

  /** Notes a visit, soon. Never throws. */
  note(visit: MessageVisit): void {
    if (!this.#isOn() || this.#waiting.length >= WAITING_MAX) return;
    this.#waiting.push(visit);
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** Writes what waits; resolves once it is written, or given up with a line in the log. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const visits = this.#waiting.splice(0, TRANSACTION_VISITS_MAX);
      try {
        await this.#db.transaction((tx) => noteVisits(tx, visits, this.#engine?.noting));
        if (this.#engine?.noting.live.segments.any) this.#engine.poke();
      } catch (error) {
        this.#log.error({ err: error, visits: visits.length }, "opens and clicks could not be noted");
      }
      // Other work of this turn comes first: answers go out, requests come in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

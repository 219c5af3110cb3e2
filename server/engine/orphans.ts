import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import { orphanedMessages } from "#server/store/outbox.ts";
import type { DispatchServices } from "./dispatch.ts";
import { lostOutcome, recordOutcome } from "./outcome.ts";

const PER_SLICE = 100;
/**
 * With several processes, a message that was handed over this long ago without an outcome belongs to a dead one: no
 * attempt takes longer than a few minutes.
 */
const ORPHAN_AFTER_MS = 15 * 60_000;
const LOOKED_FOR_EVERY_MS = 60_000;

/** Messages that a process handed over and never answered for, because it died. */
export class Orphans {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #services: DispatchServices;
  #settledAt = 0;

  constructor(db: Database, clock: Clock, services: DispatchServices) {
    this.#db = db;
    this.#clock = clock;
    this.#services = services;
  }

  /** On PostgreSQL another process may die at any time; on SQLite there is none. */
  async settleNowAndThen(): Promise<void> {
    if (this.#db.engine === "sqlite" || this.#clock.now() - this.#settledAt < LOOKED_FOR_EVERY_MS) return;
    await this.settle();
  }

  /** Writes down of each what is known, and lets its run go on. */
  async settle(): Promise<void> {
    const services = this.#services;
    const now = this.#clock.now();
    this.#settledAt = now;
    // On SQLite there is no other living process whose message it could be.
    const handedBefore = this.#db.engine === "sqlite" ? Number.MAX_SAFE_INTEGER : now - ORPHAN_AFTER_MS;
    const whose = { livingProcess: services.process, handedBefore };
    for (let settled = PER_SLICE; settled === PER_SLICE; ) {
      settled = await this.#db.transaction(function* (tx) {
        const orphans = yield* orphanedMessages(tx, whose, PER_SLICE);
        for (const { id, channel } of orphans)
          yield* recordOutcome(tx, services, id, lostOutcome(channel), now);
        return orphans.length;
      });
    }
  }
}

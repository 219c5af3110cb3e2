import type { Database } from "#server/database/database.ts";
import { NotDurable } from "#server/database/wal-sync.ts";
import { type IntakeItem, type IntakeResult, takeIn } from "./intake.ts";
import { demandNewest, type StepServices } from "./step.ts";

/** Items in one transaction: a few milliseconds of the thread. The rest waits for the next turn of the event loop. */
const TRANSACTION_ITEMS_MAX = 200;

type Request = {
  items: IntakeItem[];
  resolve: (results: IntakeResult[]) => void;
  reject: (error: unknown) => void;
};

/**
 * Gathers what arrives within one turn of the event loop into one transaction, and answers after its commit: one
 * write to the disk for all of them. On PostgreSQL one batch is in flight at a time, so that two never conflict; on
 * SQLite the next is taken in while the disk is busy with the last.
 */
export class IntakeBatch {
  readonly #db: Database;
  readonly #services: StepServices;
  readonly #again: <R>(work: () => Promise<R>) => Promise<R>;
  #queue: Request[] = [];
  #draining = false;
  #inFlight = 0;

  /** `again` runs what it is given once more after another process has published something that it needs. */
  constructor(db: Database, services: StepServices, again: <R>(work: () => Promise<R>) => Promise<R>) {
    this.#db = db;
    this.#services = services;
    this.#again = again;
  }

  /** Takes the items in; resolves once all of them are durable. A long list is taken in piece by piece. */
  async add(items: IntakeItem[]): Promise<IntakeResult[]> {
    const pieces: Promise<IntakeResult[]>[] = [];
    for (let start = 0; start < items.length; start += TRANSACTION_ITEMS_MAX) {
      pieces.push(this.#enqueue(items.slice(start, start + TRANSACTION_ITEMS_MAX)));
    }
    return (await Promise.all(pieces)).flat();
  }

  #enqueue(items: IntakeItem[]): Promise<IntakeResult[]> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ items, resolve, reject });
      if (!this.#draining) {
        this.#draining = true;
        setImmediate(() => void this.#drain());
      }
    });
  }

  /** Resolves once nothing is waiting any more. */
  async idle(): Promise<void> {
    while (this.#draining || this.#inFlight > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const settled = this.#settle(this.#take());
      if (this.#db.engine === "postgres") await settled;
      // Other work of this turn comes first: answers go out, requests come in.
      if (this.#queue.length > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#draining = false;
  }

  async #settle(batch: Request[]): Promise<void> {
    this.#inFlight += 1;
    try {
      const results = await this.#commit(batch);
      for (const [index, request] of batch.entries()) request.resolve(results[index]!);
    } catch (error) {
      // It was carried out: a second time would make everything twice.
      if (error instanceof NotDurable) for (const request of batch) request.reject(error);
      else await this.#oneByOne(batch, error);
    }
    this.#inFlight -= 1;
  }

  /** One bad request must not fail its neighbours: each gets a transaction of its own. */
  async #oneByOne(batch: Request[], error: unknown): Promise<void> {
    const [only, ...others] = batch;
    if (only && others.length === 0) return only.reject(error);
    this.#services.log.warn({ err: error }, "a group of events failed; taking them in one by one");
    for (const request of batch) {
      await this.#commit([request]).then(([results]) => request.resolve(results!), request.reject);
    }
  }

  #take(): Request[] {
    let items = 0;
    const fits = this.#queue.findIndex((request) => {
      items += request.items.length;
      return items > TRANSACTION_ITEMS_MAX;
    });
    return this.#queue.splice(0, fits === -1 ? this.#queue.length : Math.max(1, fits));
  }

  #commit(batch: Request[]): Promise<IntakeResult[][]> {
    const services = this.#services;
    return this.#again(() =>
      this.#db.transaction(function* (tx) {
        yield* demandNewest(services);
        const items = batch.flatMap((request) => request.items);
        const results = yield* takeIn(tx, services, items);
        return batch.map((request) => results.splice(0, request.items.length));
      }),
    );
  }
}

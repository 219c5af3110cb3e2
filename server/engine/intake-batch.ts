import type { Database } from "#server/database/database.ts";
import { type IntakeItem, type IntakeResult, takeIn } from "./intake.ts";
import type { StepServices } from "./step.ts";

/** Items in one transaction; past this the rest waits for the next turn of the event loop. */
const TRANSACTION_ITEMS_MAX = 500;

type Request = {
  items: IntakeItem[];
  resolve: (results: IntakeResult[]) => void;
  reject: (error: unknown) => void;
};

/**
 * Gathers what arrives within one turn of the event loop into one transaction, and answers after its commit: one
 * write to the disk for all of them. One batch is in flight at a time, so that on PostgreSQL two never conflict.
 */
export class IntakeBatch {
  readonly #db: Database;
  readonly #services: StepServices;
  #queue: Request[] = [];
  #running = false;

  constructor(db: Database, services: StepServices) {
    this.#db = db;
    this.#services = services;
  }

  /** Takes the items in; resolves once they are durable. */
  add(items: IntakeItem[]): Promise<IntakeResult[]> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ items, resolve, reject });
      if (!this.#running) {
        this.#running = true;
        setImmediate(() => void this.#drain());
      }
    });
  }

  /** Resolves once nothing is waiting any more. */
  async idle(): Promise<void> {
    while (this.#running) await new Promise((resolve) => setImmediate(resolve));
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#take();
      try {
        const results = await this.#commit(batch);
        for (const [index, request] of batch.entries()) request.resolve(results[index]!);
      } catch {
        // One bad request must not fail its neighbours: each gets a transaction of its own.
        for (const request of batch)
          await this.#commit([request]).then(([results]) => request.resolve(results!), request.reject);
      }
      // Other work of this turn comes first: answers go out, requests come in.
      if (this.#queue.length > 0) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#running = false;
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
    return this.#db.transaction(function* (tx) {
      const results: IntakeResult[][] = [];
      for (const request of batch) {
        const answers: IntakeResult[] = [];
        for (const item of request.items) answers.push(yield* takeIn(tx, services, item));
        results.push(answers);
      }
      return results;
    });
  }
}

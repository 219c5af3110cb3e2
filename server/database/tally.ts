import type { CountStep, Statement } from "./database.ts";

/** A statement that writes what was counted. */
interface CountedStatement {
  statement: Statement<never, unknown>;
  values: Record<string, unknown>;
}

/** What one transaction has counted so far. */
export class Tally {
  readonly #counts = new Map<string, { step: CountStep; times: number }>();

  add(step: CountStep): void {
    const known = this.#counts.get(step.key);
    if (known) known.times += 1;
    else this.#counts.set(step.key, { step, times: 1 });
  }

  /**
   * The statements that write it. They come in the order of their keys: of two transactions that count the same things,
   * none waits for a row of the other while the other waits for one of its own.
   */
  statements(lane: number): CountedStatement[] {
    return [...this.#counts.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { step, times }]) => ({ statement: step.count, values: { ...step.values, times, lane } }));
  }
}

import type { RecallStep } from "./database.ts";

/** What one transaction has found that stays as it is. It ends with the transaction, which may be rolled back. */
export class Recall {
  readonly #rows = new Map<string, unknown[]>();

  known({ key }: RecallStep): unknown[] | undefined {
    return this.#rows.get(key);
  }

  /** What is not there yet may still be written, and is asked for again. */
  keep({ key }: RecallStep, rows: unknown[]): unknown[] {
    if (rows.length > 0) this.#rows.set(key, rows);
    return rows;
  }
}

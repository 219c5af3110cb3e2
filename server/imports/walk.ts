import type { Database } from "#server/database/database.ts";
import type { ImportTally } from "#server/store/imports.ts";
import type { CsvRow } from "./csv-rows.ts";

/** Rows in one transaction, at the start; then as many as take about as long as is meant. */
const BATCH_ROWS_AT_START = 20;
const BATCH_ROWS_MIN = 5;
const BATCH_ROWS_MAX = 200;
/** So long the work of one transaction may hold the thread, its commit apart. */
const BATCH_MS = 4;
const REST_MS_MAX = 20;

/** How many rows the next transaction takes, learnt from how long the last ones held the thread. */
export class Pace {
  rows = BATCH_ROWS_AT_START;
  readonly #engine: Database["engine"];
  #lastMs = 0;

  constructor(engine: Database["engine"]) {
    this.#engine = engine;
  }

  /** Notes how long a batch was worked at. On PostgreSQL that is waiting, which holds nobody up. */
  learn(ms: number): void {
    if (this.#engine === "postgres") return;
    this.#lastMs = ms;
    const wanted = ms > BATCH_MS ? Math.floor(this.rows * Math.max(0.5, BATCH_MS / ms)) : this.rows + 5;
    this.rows = Math.min(BATCH_ROWS_MAX, Math.max(BATCH_ROWS_MIN, wanted));
  }

  /** Leaves the thread to others for as long as the last batch held it. */
  rest(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(this.#lastMs, REST_MS_MAX)));
  }
}

/** Parts rows into batches of the pace's size. */
export function* batches(rows: CsvRow[], pace: Pace): Generator<CsvRow[]> {
  for (let start = 0; start < rows.length; ) {
    const batch = rows.slice(start, start + pace.rows);
    yield batch;
    start += batch.length;
  }
}

export function emptyTally(): ImportTally {
  return { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, reasons: {} };
}

/** Adds one tally to another, in a new one. */
export function addTally(to: ImportTally, more: ImportTally): ImportTally {
  const reasons = { ...to.reasons };
  for (const [reason, count] of Object.entries(more.reasons))
    reasons[reason] = (reasons[reason] ?? 0) + count;
  return {
    rows: to.rows + more.rows,
    created: to.created + more.created,
    updated: to.updated + more.updated,
    unchanged: to.unchanged + more.unchanged,
    rejected: to.rejected + more.rejected,
    reasons,
  };
}

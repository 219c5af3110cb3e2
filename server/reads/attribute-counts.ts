import type { Clock } from "#server/clock.ts";
import type { Reads } from "./reads.ts";

/** Counts are for choosing between attributes, and nobody minds if they are a little old. */
const COUNTS_KEPT_MS = 10 * 60_000;
/** Few enough that other reads of the same thread are not held up between two pages. */
const PROFILES_PER_PAGE = 2_000;
/** Names are whatever programs send. */
const NAMES_MAX = 2_000;

type Counts = ReadonlyMap<string, number>;

/**
 * How many people have each attribute. All profiles are read for it, page by page off the main thread, at most once in
 * a while and never twice at a time; kept are numbers only, nobody's values.
 */
export class AttributeCounts {
  readonly #reads: Pick<Reads, "countAttributes">;
  readonly #clock: Clock;
  #kept: { counts: Counts; at: number } | null = null;
  #counting: Promise<Counts> | null = null;

  constructor(reads: Pick<Reads, "countAttributes">, clock: Clock) {
    this.#reads = reads;
    this.#clock = clock;
  }

  read(): Promise<Counts> {
    if (this.#kept && this.#clock.now() - this.#kept.at < COUNTS_KEPT_MS) {
      return Promise.resolve(this.#kept.counts);
    }
    this.#counting ??= this.#count().finally(() => {
      this.#counting = null;
    });
    return this.#counting;
  }

  async #count(): Promise<Counts> {
    const at = this.#clock.now();
    const sums = new Map<string, number>();
    let next: number | null = 0;
    while (next !== null) {
      const page = await this.#reads.countAttributes({ afterProfileId: next, limit: PROFILES_PER_PAGE });
      for (const [name, count] of Object.entries(page.counts)) {
        if (sums.has(name) || sums.size < NAMES_MAX) sums.set(name, (sums.get(name) ?? 0) + count);
      }
      next = page.next;
    }
    this.#kept = { counts: sums, at };
    return sums;
  }
}

import type { Clock } from "#server/clock.ts";
import type { Counted } from "#server/store/event-counts.ts";
import type { Reads } from "./reads.ts";

/** Counts are for choosing between attributes, and nobody minds if they are a little old. */
const COUNTS_KEPT_MS = 10 * 60_000;
/** Few enough that other reads of the same thread are not held up between two pages. */
const PROFILES_PER_PAGE = 2_000;
/** Names are whatever programs send. */
const NAMES_MAX = 2_000;

type Counts = ReadonlyMap<string, Counted>;

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
    if (this.#counting) return this.#counting;
    const counting = this.#count((counts, at) => {
      if (this.#counting === counting) this.#kept = { counts, at };
    }).finally(() => {
      if (this.#counting === counting) this.#counting = null;
    });
    this.#counting = counting;
    return counting;
  }

  /** Many people came or went at once: what is counted, or being counted, is no longer so. */
  forget(): void {
    this.#kept = null;
    this.#counting = null;
  }

  async #count(keep: (counts: Counts, at: number) => void): Promise<Counts> {
    const at = this.#clock.now();
    const sums = new Map<string, Counted>();
    let next: number | null = 0;
    while (next !== null) {
      const page = await this.#reads.countAttributes({ afterProfileId: next, limit: PROFILES_PER_PAGE });
      for (const [name, count] of Object.entries(page.counts)) {
        const sum = sums.get(name);
        if (sum) {
          sum.count += count.count;
          sum.samples += count.samples;
        } else if (sums.size < NAMES_MAX) sums.set(name, { count: count.count, samples: count.samples });
      }
      next = page.next;
    }
    keep(sums, at);
    return sums;
  }
}

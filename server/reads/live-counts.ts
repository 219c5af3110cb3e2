import type { Clock } from "#server/clock.ts";
import type { LiveCount, LiveCountsOf } from "#server/store/live-counts.ts";
import type { Reads } from "./reads.ts";

/** Everybody who looks at the same workflow within this time sees the same numbers. */
const KEPT_MS = 2_000;
/** A read is asked for again after so many times what it took: so the longest ones do not keep others waiting. */
const REST_FACTOR = 20;

interface Kept {
  counts: Promise<LiveCount[]>;
  until: number;
}

/** The numbers on the canvas, read once for all who look at them. */
export class LiveCounts {
  readonly #reads: Pick<Reads, "readLiveCounts">;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(reads: Pick<Reads, "readLiveCounts">, clock: Clock) {
    this.#reads = reads;
    this.#clock = clock;
  }

  read(wanted: LiveCountsOf): Promise<LiveCount[]> {
    const now = this.#clock.now();
    for (const [key, { until }] of this.#kept) if (until <= now) this.#kept.delete(key);
    const key = `${wanted.workflowId} ${wanted.from} ${wanted.until}`;
    const known = this.#kept.get(key);
    if (known) return known.counts;
    const kept: Kept = { counts: this.#reads.readLiveCounts(wanted), until: Number.POSITIVE_INFINITY };
    this.#kept.set(key, kept);
    kept.counts.then(
      () => {
        const done = this.#clock.now();
        kept.until = done + Math.max(KEPT_MS, (done - now) * REST_FACTOR);
      },
      () => this.#kept.delete(key),
    );
    return kept.counts;
  }
}

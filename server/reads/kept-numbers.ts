import type { Clock } from "#server/clock.ts";

/** What is counted this fast is counted anew whenever somebody asks for it, and nobody sees an older number. */
const FAST_MS = 100;
/** Everybody who asks within this time sees the same numbers. */
const FRESH_MS = 2_000;
/** Counted again after so many times what it took at the earliest, so that the longest do not keep others waiting. */
const REST_FACTOR = 60;
/** Older ones are not shown any more. */
const SHOWN_MS = 60 * 60_000;
/** Different questions whose answers are kept: the largest tables take megabytes. */
const KEPT_MAX = 50;

interface Kept {
  first: Promise<unknown>;
  /** What was counted last; null while the first is. */
  last: { answer: unknown; at: number; tookMs: number } | null;
  isCounting: boolean;
}

/**
 * Numbers that take long to count, such as those over all people and years: counted once for all who ask the same, and
 * shown at once to who asks again, while newer ones are counted behind. Whoever asks is told in the answer of when it is.
 */
export class KeptNumbers {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `question` says all that the answer depends on, but for the moment. */
  read<R>(question: string, count: () => Promise<R>): Promise<R> {
    const kept = this.#kept.get(question);
    if (!kept || (kept.last && this.#isGone(kept.last))) return this.#begin(question, count);
    if (!kept.last) return kept.first as Promise<R>;
    if (!kept.isCounting && this.#isOld(kept.last)) {
      // Whoever asks now sees the last ones. What fails is told to who asks when those are gone.
      this.#count(kept, count).catch(() => {});
    }
    return Promise.resolve(kept.last.answer as R);
  }

  /** Many people came or went at once: what was counted is no longer so. */
  forget(): void {
    this.#kept.clear();
  }

  #begin<R>(question: string, count: () => Promise<R>): Promise<R> {
    const kept: Kept = { first: Promise.resolve(), last: null, isCounting: false };
    const first = this.#count(kept, count);
    kept.first = first;
    first.catch(() => {
      if (this.#kept.get(question) === kept) this.#kept.delete(question);
    });
    for (const [asked, { last }] of this.#kept) if (last && this.#isGone(last)) this.#kept.delete(asked);
    this.#kept.delete(question);
    this.#kept.set(question, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
    return first;
  }

  async #count<R>(kept: Kept, count: () => Promise<R>): Promise<R> {
    const began = this.#clock.now();
    kept.isCounting = true;
    try {
      const answer = await count();
      const at = this.#clock.now();
      kept.last = { answer, at, tookMs: at - began };
      return answer;
    } finally {
      kept.isCounting = false;
    }
  }

  #isOld({ at, tookMs }: NonNullable<Kept["last"]>): boolean {
    return this.#clock.now() - at >= Math.max(FRESH_MS, tookMs * REST_FACTOR);
  }

  #isGone(last: NonNullable<Kept["last"]>): boolean {
    if (last.tookMs < FAST_MS) return this.#isOld(last);
    return this.#clock.now() - last.at >= SHOWN_MS;
  }
}

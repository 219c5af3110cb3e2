/** Keys remembered at a time; with more, those that asked least lately are forgotten. */
const BUCKETS_MAX = 50_000;

/** Buckets of tokens that fill up again by the second, so that whoever runs wild cannot crowd out the others. */
export class Buckets<Key> {
  readonly #perSecond: number;
  readonly #capacity: number;
  #buckets = new Map<Key, { left: number; at: number }>();

  constructor(perSecond: number, capacity: number) {
    this.#perSecond = perSecond;
    this.#capacity = capacity;
  }

  /** Takes one token; whether there was one. */
  allows(key: Key, now: number): boolean {
    return this.take(key, 1, now) === 0;
  }

  /**
   * Takes `cost` tokens; answers 0, or the milliseconds until there is one again. One that costs more than there is
   * leaves a debt, so that something large gets through as well.
   */
  take(key: Key, cost: number, now: number): number {
    const left = this.#left(key, now);
    const allowed = left >= 1;
    this.#put(key, { left: allowed ? left - cost : left, at: now });
    return allowed ? 0 : this.#untilOne(left);
  }

  /** The milliseconds until there is a token, and takes none. */
  waitMs(key: Key, now: number): number {
    const left = this.#left(key, now);
    return left >= 1 ? 0 : this.#untilOne(left);
  }

  #left(key: Key, now: number): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return this.#capacity;
    // A clock that was set back must not leave the bucket empty until it has caught up.
    const elapsedMs = Math.max(now - bucket.at, 0);
    return Math.min(bucket.left + (elapsedMs / 1000) * this.#perSecond, this.#capacity);
  }

  #untilOne(left: number): number {
    return Math.ceil(((1 - left) / this.#perSecond) * 1000);
  }

  #put(key: Key, bucket: { left: number; at: number }): void {
    // Taken out first, so that the map stays in the order of the last request.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= BUCKETS_MAX) return;
    const [oldest] = this.#buckets.keys();
    this.#buckets.delete(oldest!);
  }
}

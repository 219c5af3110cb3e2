/** A test that waits longer than this for something to arrive has failed. */
const ARRIVAL_TIMEOUT_MS = 30_000;

/** What a receiver got, in order, with a promise for the next one. */
export type Arrivals<T> = {
  /** Everything that ever arrived. */
  readonly all: readonly T[];
  /** The next one that `next` has not given yet; waits for it, and rejects when it does not come. */
  next(timeoutMs?: number): Promise<T>;
};

/** A list of arrivals, and the function that adds to it. */
export function collectArrivals<T>(what: string): Arrivals<T> & { add(item: T): void } {
  const all: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  let given = 0;
  return {
    all,
    add(item) {
      all.push(item);
      const waiter = waiting.shift();
      if (!waiter) return;
      given++;
      waiter(item);
    },
    next(timeoutMs = ARRIVAL_TIMEOUT_MS) {
      const item = all[given];
      if (given < all.length && item !== undefined) {
        given++;
        return Promise.resolve(item);
      }
      return new Promise((resolve, reject) => {
        const waiter = (arrived: T) => {
          clearTimeout(timer);
          resolve(arrived);
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(new Error(`no ${what} arrived within ${timeoutMs} ms; ${all.length} arrived before`));
        }, timeoutMs);
        waiting.push(waiter);
      });
    },
  };
}

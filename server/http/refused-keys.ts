import { Buckets } from "./buckets.ts";
import { networkOf } from "./client-ip.ts";

/** Of one client network: enough for a program that was set up wrongly to be told so, too few to keep a server busy. */
export const REFUSED_KEYS_PER_S = 10;
export const REFUSED_KEYS_BURST = 100;

/**
 * Keys that were refused, by the network of the client. A key that stands in the body is known only after the body was
 * read: whoever keeps on sending wrong ones is sent away before that.
 */
export class RefusedKeys {
  readonly #refused = new Buckets<string>(REFUSED_KEYS_PER_S, REFUSED_KEYS_BURST);

  /** Counts one; answers how many milliseconds to wait when they are too many, else 0. */
  count(ip: string, now: number): number {
    return this.#refused.take(networkOf(ip), 1, now);
  }

  /** How many milliseconds the client has to wait before a body of theirs is read for its key; 0 for not at all. */
  waitMs(ip: string, now: number): number {
    return this.#refused.waitMs(networkOf(ip), now);
  }
}

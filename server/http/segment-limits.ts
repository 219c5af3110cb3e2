import type { ApiKeyHolder } from "./api-keys.ts";
import { Buckets } from "./buckets.ts";
import { networkOf } from "./client-ip.ts";

/** More than one server takes in: it stops only a program that runs wild. */
export const SECRET_KEY_REQUESTS_PER_S = 20_000;
/** Of one client address; an office, or a shop whose proxy is not told about, is one for all who sit behind it. */
export const WRITE_KEY_EVENTS_PER_S = 100;
export const WRITE_KEY_BURST_EVENTS = 1000;

/** How much each key, and each client with a write key, may send. */
export class EventLimits {
  readonly #secret = new Buckets<number>(SECRET_KEY_REQUESTS_PER_S, SECRET_KEY_REQUESTS_PER_S);
  readonly #public = new Buckets<string>(WRITE_KEY_EVENTS_PER_S, WRITE_KEY_BURST_EVENTS);

  /** Takes a request with that many events in; answers how long to wait when it is too much, else 0. */
  take(holder: ApiKeyHolder, ip: () => string, events: number, now: number): number {
    return holder.kind === "secret"
      ? this.#secret.take(holder.id, 1, now)
      : this.#public.take(networkOf(ip()), events, now);
  }
}

import type { Hook } from "#server/store/hooks.ts";
import { Buckets } from "./buckets.ts";
import { networkOf } from "./client-ip.ts";

/** Requests that one hook takes within a second, and at once after a pause. */
export const HOOK_REQUESTS_PER_S = 100;
/**
 * Of one client network at one hook that checks its sender, for as long as none of them was proven: enough for a sender
 * with the wrong secret to be told so. A whole body is read for a proof, so whoever keeps on is sent away before that.
 */
export const STRANGER_REQUESTS_PER_S = 10;
export const STRANGER_BURST_REQUESTS = 100;
/** For so long a network from which a proven request came is read whatever else comes from it. */
const PROVEN_REMEMBERED_MS = 24 * 3_600_000;
/** Networks remembered; with more, those that proved themselves least lately are strangers again. */
const PROVEN_MAX = 10_000;

type LimitedHook = Pick<Hook, "id" | "scheme">;

/**
 * How much a hook takes. Of a hook that checks its sender only proven requests use up what the hook takes: an address
 * becomes known easily, and whoever knows no more must not be able to stop the true sender. Nor may they by coming from
 * the same network, such as that of a proxy or of a large provider: where a sender has proven itself, every request is
 * read, which costs a look-up and a hash of at most one body.
 */
export class HookLimits {
  readonly #hooks = new Buckets<number>(HOOK_REQUESTS_PER_S, HOOK_REQUESTS_PER_S);
  readonly #strangers = new Buckets<string>(STRANGER_REQUESTS_PER_S, STRANGER_BURST_REQUESTS);
  /** When a proven request came last, by hook and network; the latest stands at the end. */
  #proven = new Map<string, number>();

  /** Before the body is read; answers how many milliseconds to wait when it is too much, else 0. */
  arrive(hook: LimitedHook, ip: string, now: number): number {
    if (hook.scheme === "none") return this.#hooks.take(hook.id, 1, now);
    const key = keyOf(hook, ip);
    const provenAt = this.#proven.get(key);
    const isKnown = provenAt !== undefined && now - provenAt < PROVEN_REMEMBERED_MS;
    return isKnown ? 0 : this.#strangers.take(key, 1, now);
  }

  /** Once the sender is proven; answers like `arrive`. */
  prove(hook: LimitedHook, ip: string, now: number): number {
    if (hook.scheme === "none") return 0;
    this.#remember(keyOf(hook, ip), now);
    return this.#hooks.take(hook.id, 1, now);
  }

  #remember(key: string, now: number): void {
    this.#proven.delete(key);
    this.#proven.set(key, now);
    if (this.#proven.size <= PROVEN_MAX) return;
    const [oldest] = this.#proven.keys();
    this.#proven.delete(oldest!);
  }
}

function keyOf({ id }: LimitedHook, ip: string): string {
  return `${id} ${networkOf(ip)}`;
}

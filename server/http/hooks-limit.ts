/** Requests that one hook takes within a second, and at once after a pause. */
export const HOOK_REQUESTS_PER_S = 100;

/** A bucket of requests per hook, so that a sender that runs wild cannot crowd out the others. */
export class HookLimit {
  #buckets = new Map<number, { left: number; at: number }>();

  /** Whether the hook may take one more request now. */
  allows(hookId: number, now: number): boolean {
    const bucket = this.#buckets.get(hookId) ?? { left: HOOK_REQUESTS_PER_S, at: now };
    // A clock that was set back must not leave the bucket empty until it has caught up.
    const elapsedMs = Math.max(now - bucket.at, 0);
    const left = Math.min(bucket.left + (elapsedMs / 1000) * HOOK_REQUESTS_PER_S, HOOK_REQUESTS_PER_S);
    const allowed = left >= 1;
    this.#buckets.set(hookId, { left: allowed ? left - 1 : left, at: now });
    return allowed;
  }
}

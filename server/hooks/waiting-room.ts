import type { Database } from "#server/database/database.ts";
import { measureWaiting } from "#server/store/receipts.ts";
import { WAITING_KEPT_MS } from "#server/store/retention-receipts.ts";

/** What waits for one hook to be switched on: it is not removed to make room, so no more than this is let in. */
export const WAITING_PER_HOOK_MAX = 5_000;
export const WAITING_PER_HOOK_MAX_BYTES = 50 * 1024 * 1024;
/** What waits is read again so often at most, because that reads all of it; between, it is reckoned. */
const MEASURED_EVERY_MS = 5 * 60_000;
/** When a sender may find room again. */
export const WAITING_RETRY_AFTER_S = MEASURED_EVERY_MS / 1000;

interface Waiting {
  count: number;
  bytes: number;
  measuredAt: number;
}

/** Whether hooks that are off have room for another request. */
export class WaitingRoom {
  readonly #db: Database;
  #waiting = new Map<number, Waiting>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Reckons the request in when there is room for it. */
  async admits(hookId: number, bytes: number, now: number): Promise<boolean> {
    const waiting = await this.#measure(hookId, now);
    if (waiting.count >= WAITING_PER_HOOK_MAX || waiting.bytes + bytes > WAITING_PER_HOOK_MAX_BYTES)
      return false;
    waiting.count += 1;
    waiting.bytes += bytes;
    return true;
  }

  async #measure(hookId: number, now: number): Promise<Waiting> {
    const known = this.#waiting.get(hookId);
    if (known && Math.abs(now - known.measuredAt) < MEASURED_EVERY_MS) return known;
    const since = now - WAITING_KEPT_MS;
    const measured = await measureWaiting(this.#db, hookId, since, WAITING_PER_HOOK_MAX);
    const waiting = { ...measured, measuredAt: now };
    this.#waiting.set(hookId, waiting);
    return waiting;
  }
}

import { Buckets } from "#server/http/buckets.ts";
import { RECEIPTS_PER_HOOK_MAX_BYTES } from "#server/store/retention-receipts.ts";

const HOUR_S = 3600;

/**
 * How much of what requests held may be added to the inboxes of hooks that are on. Housekeeping leaves each of them so
 * much every hour, and cannot keep up with somebody who sends as fast as they can. So no more than that is let in
 * within an hour, and as much at once after a pause: it would be emptied again anyhow. It is reckoned, not read: to add
 * up what a hook holds, a database has to go through all of it.
 */
export class ReceiptRoom {
  readonly #bytes: Buckets<number>;

  constructor(bytesPerHour = RECEIPTS_PER_HOOK_MAX_BYTES) {
    this.#bytes = new Buckets(bytesPerHour / HOUR_S, bytesPerHour);
  }

  /** Reckons in what a request held when there is room for it. */
  admits(hookId: number, bytes: number, now: number): boolean {
    return this.#bytes.take(hookId, bytes, now) === 0;
  }
}

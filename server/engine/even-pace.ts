/** What was not used in this time may be made up for: the engine does not look every millisecond. */
const CATCH_UP_MS = 100;
const MINUTE_MS = 60_000;

/**
 * Spreads messages evenly over the minute: emails, so that a mail server with a limit is not handed more than it takes,
 * and those of a one-off message that goes out a few at a time. It tells how many may be claimed, so that those that wait
 * are still with us: a stop loses none, and a withdrawal is heeded. In this process alone, and forgotten with it.
 */
export class EvenPace {
  #nextAt = 0;

  /** How many more may be handed over at `now`. */
  room(perMinute: number | null, now: number): number {
    if (perMinute === null) return Number.POSITIVE_INFINITY;
    const gapMs = MINUTE_MS / perMinute;
    const since = this.#since(gapMs, now);
    return since > now ? 0 : 1 + Math.floor((now - since) / gapMs);
  }

  /** Some were handed over at `now`. */
  take(perMinute: number | null, count: number, now: number): void {
    if (perMinute === null) return;
    const gapMs = MINUTE_MS / perMinute;
    this.#nextAt = this.#since(gapMs, now) + count * gapMs;
  }

  /** From when on there is room for one. */
  opensAt(perMinute: number | null, now: number): number {
    return perMinute === null ? now : Math.ceil(Math.max(now, this.#since(MINUTE_MS / perMinute, now)));
  }

  /** From when on there are places; never further away than one gap, also when the clock was put back. */
  #since(gapMs: number, now: number): number {
    if (now - this.#nextAt <= CATCH_UP_MS) return Math.min(this.#nextAt, now + gapMs);
    return gapMs < CATCH_UP_MS ? now - CATCH_UP_MS : now;
  }
}

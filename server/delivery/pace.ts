/** Spreads messages evenly over a minute, so that a mail server with a limit is not handed more than it takes. */
export class Pace {
  readonly #gapMs: number;
  #nextAt = 0;

  constructor(perMinute: number) {
    this.#gapMs = 60_000 / perMinute;
  }

  /** Takes the next place; how long from `now` (epoch milliseconds) it is until then. */
  takeMs(now: number): number {
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#gapMs;
    return at - now;
  }
}

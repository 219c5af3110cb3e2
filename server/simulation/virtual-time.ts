import type { Clock } from "#server/clock.ts";

/**
 * The clock on the wall, which can be set, and the timers of the process, which follow how much time passes and not what
 * the wall says: as in a real machine, whose timers do not move when somebody sets its clock.
 */
export class VirtualTime implements Clock {
  #wall: number;
  #elapsed = 0;
  #lastId = 0;
  #timers = new Map<number, { at: number; run: () => void }>();

  constructor(startAt: number) {
    this.#wall = startAt;
  }

  now(): number {
    return this.#wall;
  }

  /** How much time has passed, whatever the wall clock was set to. */
  get elapsedMs(): number {
    return this.#elapsed;
  }

  /** Sets the wall clock ahead or back; no time passes. */
  set(aheadMs: number): void {
    this.#wall += aheadMs;
  }

  /** How long until the next timer; null when there is none. */
  get untilTimerMs(): number | null {
    if (this.#timers.size === 0) return null;
    return Math.max(0, Math.min(...[...this.#timers.values()].map(({ at }) => at)) - this.#elapsed);
  }

  /** Lets time pass and runs the timers that end in it, each once, the earliest first. */
  pass(ms: number): void {
    this.#elapsed += ms;
    this.#wall += ms;
    const due = [...this.#timers].filter(([, timer]) => timer.at <= this.#elapsed);
    due.sort(([idA, a], [idB, b]) => a.at - b.at || idA - idB);
    for (const [id, timer] of due) {
      if (this.#timers.delete(id)) timer.run();
    }
  }

  /** The process has died, and its timers with it. */
  forgetTimers(): void {
    this.#timers.clear();
  }

  /** Puts itself in the place of the process's timers; answers with how to put them back. */
  install(): () => void {
    const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
    globalThis.setTimeout = ((run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      this.#add(ms, () => run(...args))) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer?: unknown) => {
      if (timer instanceof VirtualTimer) this.#timers.delete(timer.id);
      else realClear(timer as NodeJS.Timeout);
    }) as typeof clearTimeout;
    return () => {
      globalThis.setTimeout = realSet;
      globalThis.clearTimeout = realClear;
    };
  }

  #add(ms: number, run: () => void): VirtualTimer {
    this.#lastId += 1;
    this.#timers.set(this.#lastId, { at: this.#elapsed + ms, run });
    return new VirtualTimer(this.#lastId);
  }
}

class VirtualTimer {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

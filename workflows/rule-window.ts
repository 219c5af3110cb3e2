const DAY_MS = 24 * 3_600_000;

/** When something counts: in the last `withinDays` (0: ever), without the newest `beforeDays`. Days of 24 hours. */
export interface Span {
  withinDays: number;
  beforeDays?: number | undefined;
}

/** What lies in it counts: at or after `from`, and before `until`. Epoch milliseconds. */
export interface Window {
  /** Null: ever. */
  from: number | null;
  /** Null: up to now and whatever is told of later than now, too. */
  until: number | null;
}

/** The window of a span at a moment. */
export function windowOf({ withinDays, beforeDays = 0 }: Span, now: number): Window {
  return {
    from: withinDays === 0 ? null : now - withinDays * DAY_MS,
    until: beforeDays === 0 ? null : now - beforeDays * DAY_MS,
  };
}

export function isInWindow(at: number, { from, until }: Window): boolean {
  return (from === null || at >= from) && (until === null || at < until);
}

/** The first moment at which something is inside; null where it is from the beginning. */
export function entersAt(at: number, { beforeDays = 0 }: Span): number | null {
  return beforeDays === 0 ? null : at + beforeDays * DAY_MS + 1;
}

/** The first moment at which something is outside again; null: never. */
export function leavesAt(at: number, { withinDays }: Span): number | null {
  return withinDays === 0 ? null : at + withinDays * DAY_MS + 1;
}

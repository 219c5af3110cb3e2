import { Temporal } from "temporal-polyfill";

const HOUR_MS = 3_600_000;
/** Further than this no clock change moves a clock: islands have skipped a whole day. */
const SHIFT_MAX_MS = 25 * HOUR_MS;

/** From one clock change of a zone until the next. */
export interface Span {
  from: number;
  until: number;
  offsetMs: number;
}

/** The spans that were asked for, by zone; what was true of a zone stays true. */
const spans = new Map<string, Span[]>();

/**
 * The moment that shows the same wall-clock time as `from`, some whole days of elapsed time later. Null too close to a
 * clock change, where only the calendar can tell. It is here because a day's work of the calendar makes so many small
 * objects with weak references that collecting them stops the process for a second.
 */
export function sameTimeLater(from: number, elapsedMs: number, zone: string): number | null {
  const before = spanAt(zone, from);
  const straight = from + elapsedMs;
  if (straight < before.until) return straight;
  const after = spanAt(zone, straight);
  const at = straight + before.offsetMs - after.offsetMs;
  return at - SHIFT_MAX_MS >= after.from && at + SHIFT_MAX_MS < after.until ? at : null;
}

/** What holds on the clocks of a zone at a moment. */
export function spanAt(zone: string, at: number): Span {
  const known = spans.get(zone) ?? [];
  const found = known.find(({ from, until }) => from <= at && at < until);
  if (found) return found;
  const span = readSpan(zone, at);
  spans.set(zone, [...known, span]);
  return span;
}

function readSpan(zone: string, at: number): Span {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // "Previous" leaves out a change at the very moment.
  const began = moment.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const ends = moment.getTimeZoneTransition("next");
  return {
    from: began?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: ends?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: moment.offsetNanoseconds / 1e6,
  };
}

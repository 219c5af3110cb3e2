import { Temporal } from "temporal-polyfill";

interface Span {
  from: number;
  until: number;
}

/** The last span without a clock change that was asked for, by zone. What is true of a zone stays true. */
const spans = new Map<string, Span>();

/** Whether no clock change of the zone lies between two moments: a calendar day then has 24 hours. */
export function keepsOffset(zone: string, from: number, to: number): boolean {
  let span = spans.get(zone);
  if (!span || from < span.from || from >= span.until) {
    span = spanAround(zone, from);
    spans.set(zone, span);
  }
  return to < span.until;
}

function spanAround(zone: string, at: number): Span {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const began = now.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const ends = now.getTimeZoneTransition("next");
  return {
    from: began?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: ends?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
  };
}

import { Temporal } from "temporal-polyfill";

/** A stretch of time, half-open: a moment, or a whole day where only a date is known. Epoch milliseconds. */
export interface Stretch {
  from: number;
  until: number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;
/** What a Date can hold. */
const INSTANT_MAX_MS = 8.64e15;

/** Whether it is a day of the calendar: "2026-05-17". */
export function isDate(value: unknown): value is string {
  if (typeof value !== "string" || !DATE.test(value)) return false;
  return attempt(() => Temporal.PlainDate.from(value, { overflow: "reject" })) !== null;
}

/** The day as it is in a zone. Throws for what `isDate` refuses. */
export function dayIn(date: string, zone: string): Stretch {
  const day = Temporal.PlainDate.from(date, { overflow: "reject" });
  return {
    from: day.toZonedDateTime(zone).epochMilliseconds,
    until: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

/**
 * When a value is: "2026-05-17" is that whole day in the zone, "2026-05-17T09:00" that moment in the zone, with "Z" or
 * an offset the same everywhere, and a number counts milliseconds since 1970. Null for what is no time.
 */
export function stretchOf(value: unknown, zone: string): Stretch | null {
  if (typeof value === "number")
    return Number.isFinite(value) && Math.abs(value) <= INSTANT_MAX_MS ? momentAt(Math.floor(value)) : null;
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (DATE.test(text)) return attempt(() => dayIn(text, zone));
  if (INSTANT.test(text))
    return attempt(() => momentAt(Temporal.Instant.from(text.replace(" ", "T")).epochMilliseconds));
  const local = LOCAL.exec(text);
  if (!local) return null;
  return attempt(() => {
    const moment = Temporal.PlainDateTime.from(`${local[1]}T${local[2]}`, { overflow: "reject" });
    return momentAt(moment.toZonedDateTime(zone).epochMilliseconds);
  });
}

function momentAt(at: number): Stretch {
  return { from: at, until: at + 1 };
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

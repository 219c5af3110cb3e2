import { Temporal } from "temporal-polyfill";
import * as z from "zod/mini";
import { isTimeZone } from "./duration.ts";

/** "09:00", on the wall clock of whoever it is about. */
export const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use a time like 09:00"));

/** "2026-12-24T09:00", without a zone; "" for none. */
export const localDateTime = z
  .string()
  .check(z.refine((text) => text === "" || isLocalDateTime(text), "Choose a date and a time"));

/** An IANA zone; "" for the shop's. */
export const timeZone = z
  .string()
  .check(z.refine((zone) => zone === "" || isTimeZone(zone), "Choose a time zone"));

export const ALL_WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** Quiet hours, half-open: they hold from `from` on and are over at `to`; they may cross midnight. */
export interface QuietHours {
  from: string;
  to: string;
}

function isLocalDateTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** The instant of a local date and time in a zone; skipped hours move on, doubled ones mean the first. */
export function resolveLocal(dateTime: string, zone: string): number {
  return Temporal.PlainDateTime.from(dateTime).toZonedDateTime(zone).epochMilliseconds;
}

/** The first moment at or after `now` at which it is this time of day on one of the weekdays (1 is Monday). */
export function nextTimeOfDay(now: number, time: string, weekdays: readonly number[], zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  // From yesterday, whose time the clocks may have moved past midnight, to today in a week: its time may have passed.
  for (let days = -1; days <= 7; days++) {
    const date = today.add({ days });
    if (!weekdays.includes(date.dayOfWeek)) continue;
    const at = date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
    if (at >= now) return at;
  }
  throw new Error("a wait for a weekday names no weekday");
}

/**
 * When the quiet hours that hold at `now` end; null when none hold. Where a clock change makes the next ones begin
 * before these are over, it is when those end.
 */
export function quietUntil(now: number, { from, to }: QuietHours, zone: string): number | null {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const at = (date: Temporal.PlainDate, time: string) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  let until = now;
  // Yesterday's may still hold, and the ones before where the clocks skipped the hour, or the day, of their end.
  for (const days of [-2, -1, 0, 1]) {
    const begin = today.add({ days });
    const end = at(to > from ? begin : begin.add({ days: 1 }), to);
    if (at(begin, from) <= until && until < end) until = end;
  }
  return until === now ? null : until;
}

/** When the calendar day, week (from Monday) or month that contains `now` began. */
export function windowStart(per: "day" | "week" | "month", now: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const first = {
    day: today,
    week: today.subtract({ days: today.dayOfWeek - 1 }),
    month: today.with({ day: 1 }),
  }[per];
  return first.toZonedDateTime(zone).epochMilliseconds;
}

/** When the calendar day after the one that contains `now` begins. */
export function nextDayStart(now: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return today.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

export interface DateRule {
  /** Each year on the same day, as a birthday; else once, as a renewal. */
  yearly: boolean;
  /** Days after the date; negative for before. */
  offsetDays: number;
  time: string;
}

/**
 * The first moment after `after` that a rule makes of a date ("1992-02-29" or an ISO date and time, of which only the
 * date counts; "02-29" without a year where it comes each year). 29 February is 28 February in other years, and nothing
 * comes each year before it was the first time. Null when the value is no date, or when its one day has passed. `date`
 * names the occurrence, without the offset.
 */
export function nextOccurrence(
  value: unknown,
  rule: DateRule,
  zone: string,
  after: number,
): { at: number; date: string } | null {
  const base = readDate(value);
  if (!base) return null;
  const momentOf = (date: Temporal.PlainDate) =>
    date.add({ days: rule.offsetDays }).toZonedDateTime({ timeZone: zone, plainTime: rule.time })
      .epochMilliseconds;
  if (!rule.yearly) {
    if (base.year === null) return null;
    const date = Temporal.PlainDate.from({ year: base.year, month: base.month, day: base.day });
    return momentOf(date) > after ? { at: momentOf(date), date: date.toString() } : null;
  }
  // An offset may carry an occurrence of another year into this one.
  const about = Temporal.Instant.fromEpochMilliseconds(after)
    .toZonedDateTimeISO(zone)
    .subtract({ days: rule.offsetDays }).year;
  for (let year = Math.max(about - 1, base.year ?? about - 1); ; year++) {
    const date = Temporal.PlainDate.from(
      { year, month: base.month, day: base.day },
      { overflow: "constrain" },
    );
    if (momentOf(date) > after) return { at: momentOf(date), date: date.toString() };
  }
}

/** The one date that an attribute holds, as a moment: see `nextOccurrence`. Null when it is no date with a year. */
export function dateMoment(
  value: unknown,
  rule: { offsetDays: number; time: string },
  zone: string,
): { at: number; date: string } | null {
  return nextOccurrence(value, { ...rule, yearly: false }, zone, Number.NEGATIVE_INFINITY);
}

/** Year, month and day that a value names; null for what is no date. */
function readDate(value: unknown): { year: number | null; month: number; day: number } | null {
  if (typeof value !== "string") return null;
  const match = /^(?:(\d{4})-|--)?(\d{2})-(\d{2})(?:[T ]\d.*)?$/.exec(value.trim());
  if (!match) return null;
  const [year, month, day] = [match[1] ? Number(match[1]) : null, Number(match[2]), Number(match[3])];
  try {
    // Without a year, a leap year is the one that has every day.
    Temporal.PlainDate.from({ year: year ?? 2000, month, day }, { overflow: "reject" });
    return { year, month, day };
  } catch {
    return null;
  }
}

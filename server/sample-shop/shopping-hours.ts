import { Temporal } from "temporal-polyfill";
import type { Random } from "./random.ts";

const DAY_MS = 86_400_000;

/** How busy a shop is in each hour of a customer's own day: quiet nights, a lunch break, a full evening. */
const HOUR_WEIGHTS = [
  0.25, 0.12, 0.06, 0.05, 0.06, 0.15, 0.5, 1, 1.5, 1.8, 2, 2.2, 2.7, 2.3, 2, 1.9, 2.1, 2.6, 3.4, 4.4, 5.2,
  4.8, 2.8, 1,
];
const HOURS = HOUR_WEIGHTS.map((_, hour) => hour);

/** Monday to Sunday; the busiest day is 1. */
const WEEKDAY_WEIGHTS = [0.74, 0.72, 0.72, 0.76, 0.7, 0.88, 1];

/** January to December; the weeks before the holidays are 1. */
const MONTH_WEIGHTS = [0.62, 0.66, 0.62, 0.62, 0.66, 0.58, 0.55, 0.58, 0.68, 0.76, 1, 0.98];

const FIRST_WAKING_HOUR = 8;
const LAST_WAKING_HOUR = 22;

/** A likely moment for shopping in the 24 hours from `from`, by the clock of the zone. */
export function shoppingMoment(from: number, timezone: string, random: Random): number {
  const hour = random.pickWeighted(HOURS, (each) => HOUR_WEIGHTS[each]!);
  const time = new Temporal.PlainTime(
    hour,
    random.integer(0, 59),
    random.integer(0, 59),
    random.integer(0, 999),
  );
  const today = zoned(from, timezone).toPlainDate();
  const moment = today.toZonedDateTime({ timeZone: timezone, plainTime: time }).epochMilliseconds;
  if (moment >= from) return moment;
  // A clock set forward can put tomorrow's moment just past the 24 hours; it still belongs to them.
  const next = today
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: timezone, plainTime: time }).epochMilliseconds;
  return Math.min(next, from + DAY_MS - 1);
}

/** How busy the day around `at` is, from 0 to 1, by its weekday and season in the zone. */
export function busyness(at: number, timezone: string): number {
  const { dayOfWeek, month } = zoned(at, timezone);
  return WEEKDAY_WEIGHTS[dayOfWeek - 1]! * MONTH_WEIGHTS[month - 1]!;
}

/** The half of the year at `at` for someone living in the zone. */
export function seasonAt(at: number, timezone: string, southern: boolean): "winter" | "summer" {
  const { month } = zoned(at, timezone);
  const northernWinter = month >= 10 || month <= 3;
  return northernWinter === southern ? "summer" : "winter";
}

/** Whether people in the zone are usually awake at `at`. */
export function isWaking(at: number, timezone: string): boolean {
  const { hour } = zoned(at, timezone);
  return hour >= FIRST_WAKING_HOUR && hour <= LAST_WAKING_HOUR;
}

function zoned(at: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
}

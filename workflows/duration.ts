import { Temporal } from "temporal-polyfill";
import * as z from "zod/mini";
import { type FilledPhrase, phrase } from "./phrase.ts";
import { sameTimeLater } from "./zone-offset.ts";

export const durationUnits = ["minutes", "hours", "days", "weeks"] as const;
export const duration = z.object({
  amount: z
    .number()
    .check(z.int("Use a whole number"), z.minimum(1, "At least 1"), z.maximum(1000, "At most 1000")),
  unit: z.enum(durationUnits),
});
export type Duration = z.infer<typeof duration>;

const DAY_MS = 24 * 3_600_000;

/**
 * The moment a duration ends. Minutes and hours are elapsed time; days and weeks are calendar days in the zone, at the
 * same wall-clock time: an hour that a clock change skips becomes the one after it, a doubled one the first of the two.
 */
export function addDuration(from: number, { amount, unit }: Duration, zone: string): number {
  if (unit === "minutes") return from + amount * 60_000;
  if (unit === "hours") return from + amount * 3_600_000;
  const same = sameTimeLater(from, amount * (unit === "days" ? DAY_MS : 7 * DAY_MS), zone);
  if (same !== null) return same;
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  return start.add({ [unit]: amount }, { overflow: "constrain" }).epochMilliseconds;
}

/** "3 days", "1 hour". */
export function wordDuration({ amount, unit }: Duration): FilledPhrase {
  return amount === 1 ? one[unit] : { ...several[unit], values: { count: amount } };
}

const one = {
  minutes: phrase("1 minute"),
  hours: phrase("1 hour"),
  days: phrase("1 day"),
  weeks: phrase("1 week"),
};
const several = {
  minutes: phrase("{count} minutes"),
  hours: phrase("{count} hours"),
  days: phrase("{count} days"),
  weeks: phrase("{count} weeks"),
};

/** No zone's name is longer. */
const ZONE_NAME_MAX_CHARS = 64;
/** Answers that are remembered: there are about 600 zones, and anybody may send in other names. */
const ZONE_ANSWERS_MAX = 2000;
const zoneAnswers = new Map<string, boolean>();

/**
 * Whether both calculating and showing times can use it: Temporal alone also takes whole dates for their zone. Asking
 * the calendar costs more than all else that reading a profile or a setting does, so its answers are remembered.
 */
export function isTimeZone(zone: string): boolean {
  if (zone.length > ZONE_NAME_MAX_CHARS) return false;
  const known = zoneAnswers.get(zone);
  if (known !== undefined) return known;
  const answer = askForZone(zone);
  if (zoneAnswers.size >= ZONE_ANSWERS_MAX) zoneAnswers.clear();
  zoneAnswers.set(zone, answer);
  return answer;
}

function askForZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

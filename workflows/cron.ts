import { Cron } from "croner";
import { Temporal } from "temporal-polyfill";
import * as z from "zod/mini";
import { formIssue } from "./form-issue.ts";
import { chain, type Phrase, phrase } from "./phrase.ts";

const CRON_GAP_MIN_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** Monday to Sunday: cron and this project agree on 1 to 6; cron's Sunday is 0 or 7. */
const weekdayNames = [
  phrase("Monday"),
  phrase("Tuesday"),
  phrase("Wednesday"),
  phrase("Thursday"),
  phrase("Friday"),
  phrase("Saturday"),
  phrase("Sunday"),
];

/** Minute, hour, day of the month, month and weekday, like "0 9 * * 1". */
export const cronLine = z.string().check(
  z.trim(),
  z.maxLength(200),
  z.superRefine((line, { addIssue }) => {
    const message = problemOf(line);
    if (message) addIssue(formIssue([], message));
  }),
);

/**
 * The first time after `after` that a cron line comes in a zone; null when it never does again. Named times ("30 2 * * *")
 * come once each day, where the clocks have put them: 02:30 is 03:30 on the day that skips it, and the first of two on
 * the day that has it twice. Lines with steps and stars in the time ("0 * * * *") follow the hours as they pass.
 */
export function nextCron(line: string, zone: string, after: number): number | null {
  return namesTimes(line)
    ? nextNamedTime(line, zone, after)
    : (parse(line, zone).nextRun(new Date(after))?.getTime() ?? null);
}

/** What a form offers for a cron line. */
export type CronParts =
  | { kind: "day"; time: string }
  /** 1 is Monday, 7 is Sunday; at least one. */
  | { kind: "weekdays"; time: string; weekdays: number[] }
  | { kind: "month-day"; time: string; day: number }
  | { kind: "custom"; line: string };

/** A cron line as its form shows it; `custom` where the form has no other words for it. */
export function cronParts(line: string): CronParts {
  const custom = { kind: "custom", line } as const;
  const [minute = "", hour = "", day = "", month = "", weekday = "", ...rest] = line.trim().split(/\s+/);
  if (!isNumber(minute, 0, 59) || !isNumber(hour, 0, 23) || month !== "*" || rest.length > 0) return custom;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (day === "*" && weekday === "*") return { kind: "day", time };
  if (weekday === "*" && isNumber(day, 1, 31)) return { kind: "month-day", time, day: Number(day) };
  const weekdays = readWeekdays(weekday);
  return day === "*" && weekdays ? { kind: "weekdays", time, weekdays } : custom;
}

/** The cron line of what was chosen in a form: the other way round. */
export function makeCron(parts: CronParts): string {
  if (parts.kind === "custom") return parts.line;
  const [hour, minute] = parts.time.split(":").map(Number);
  const time = `${minute} ${hour}`;
  if (parts.kind === "day") return `${time} * * *`;
  if (parts.kind === "month-day") return `${time} ${parts.day} * *`;
  const weekdays = [...new Set(parts.weekdays)].sort((a, b) => a - b);
  return `${time} * * ${weekdays.map((weekday) => weekday % 7).join(",")}`;
}

/** "Every Monday and Thursday at 09:00". */
export function wordCron(line: string): Phrase {
  const parts = cronParts(line);
  switch (parts.kind) {
    case "day":
      return phrase("Every day at {time}", { time: parts.time });
    case "weekdays":
      return wordWeekdays(parts.weekdays, parts.time);
    case "month-day":
      return phrase("On day {day} of every month at {time}", { day: parts.day, time: parts.time });
    case "custom":
      return wordHourly(line) ?? phrase("By the cron line {line}", { line });
  }
}

function problemOf(line: string): Phrase | null {
  if (line === "") return phrase("Choose when");
  if (line.split(/\s+/).length !== 5)
    return phrase("A cron line has five parts: minute, hour, day of the month, month and weekday");
  // A question mark stands for the time at which the line is read.
  if (line.includes("?")) return phrase("A cron line cannot have question marks here; write * instead");
  try {
    return tooOften(line);
  } catch {
    return phrase("This is not a cron line; one is like 0 9 * * 1, each Monday at 09:00");
  }
}

function tooOften(line: string): Phrase | null {
  const cron = parse(line, "UTC");
  const first = cron.nextRun(new Date(0));
  if (!first) return phrase("This day never comes");
  for (let last = first, next = cron.nextRun(last); next; last = next, next = cron.nextRun(last)) {
    if (next.getTime() - last.getTime() < CRON_GAP_MIN_MS)
      return phrase("More often than every 5 minutes is too often");
    if (next.getTime() - first.getTime() > DAY_MS) return null;
  }
  return null;
}

function parse(line: string, zone: string): Cron {
  return new Cron(line, { mode: "5-part", timezone: zone, fixedTimeRule: "no-wildcard" });
}

/** Whether each of its times of day is written out, and they lie whole hours apart. */
function namesTimes(line: string): boolean {
  return /^\s*\d+\s+[\d,-]+\s/.test(line);
}

/** Reads the line on a clock that never changes and then asks what the zone makes of the wall-clock time. */
function nextNamedTime(line: string, zone: string, after: number): number | null {
  const cron = parse(line, "UTC");
  const local = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDateTime();
  // From a day before: no change of the clocks was longer.
  const from = local.subtract({ days: 1 }).toZonedDateTime("UTC").epochMilliseconds;
  for (let wall = cron.nextRun(new Date(from)); wall; wall = cron.nextRun(wall)) {
    const named = Temporal.Instant.fromEpochMilliseconds(wall.getTime()).toZonedDateTimeISO("UTC");
    const at = named.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
    if (at > after) return at;
  }
  return null;
}

function isNumber(text: string, min: number, max: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/** Weekdays from 1 (Monday) to 7 (Sunday), in order; null when it is no plain list of days and ranges. */
function readWeekdays(field: string): number[] | null {
  const days = new Set<number>();
  for (const part of field.split(",")) {
    const range = /^([0-7])(?:-([0-7]))?$/.exec(part);
    if (!range) return null;
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (from > to) return null;
    for (let day = from; day <= to; day++) days.add(day === 0 ? 7 : day);
  }
  return [...days].sort((a, b) => a - b);
}

function wordWeekdays(weekdays: number[], time: string): Phrase {
  const days = weekdays.join("");
  if (days === "1234567") return phrase("Every day at {time}", { time });
  if (days === "12345") return phrase("On weekdays at {time}", { time });
  const names = weekdays.flatMap((weekday) => weekdayNames[weekday - 1] ?? []);
  return phrase("Every {days} at {time}", { days: phrase(inARow(names)), time });
}

/** "Monday, Tuesday and Friday". */
function inARow(names: Phrase[]): Phrase {
  const last = names.at(-1) ?? "";
  return names.length < 2
    ? last
    : phrase("{a} and {b}", { a: phrase(chain(names.slice(0, -1), "{a}, {b}")), b: phrase(last) });
}

function wordHourly(line: string): Phrase | null {
  const minute = /^(\d{1,2}) \* \* \* \*$/.exec(line)?.[1];
  if (minute === undefined) return null;
  return Number(minute) === 0
    ? phrase("Every hour")
    : phrase("Every hour, {minutes} minutes past", { minutes: Number(minute) });
}

import { resolveLocal } from "#workflows/local-time.ts";

export interface DateReading {
  /** The zone of times that do not say theirs. */
  timezone: string;
  /** 3/4/2026 is the third of April. */
  dayFirst: boolean;
}

/** Days whose distance from UTC is remembered: files repeat the same days over and over. */
const DAYS_KEPT_MAX = 2_000;
/** Before it nobody of today did anything: "0001-01-01" is what some programs write for no date. */
const YEAR_MIN = 1800;
const DAY_MS = 86_400_000;
/** Numbers above this are epoch milliseconds, below it seconds: it is the year 5138 in the one and 1973 in the other. */
const SECONDS_MAX = 100_000_000_000;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TIME = String.raw`(?:(?:,\s*|\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, "i");
const NUMBERS = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})${TIME}$`, "i");
const WORDS = new RegExp(
  String.raw`^(?:(\d{1,2})\s+([a-z]{3})[a-z]*|([a-z]{3})[a-z]*\.?\s+(\d{1,2}))(?:,)?\s+(\d{4})${TIME}$`,
  "i",
);

type Parts = { year: number; month: number; day: number; time: (string | undefined)[] };

/** A moment in epoch milliseconds; null when the text is none that exists. A date without a time is its midnight. */
export function readMoment(text: string, reading: DateReading): number | null {
  if (/^\d{9,13}$/.test(text)) {
    const number = Number(text);
    return number < SECONDS_MAX ? number * 1000 : number;
  }
  const parts = readParts(text, reading.dayFirst);
  if (!parts) return null;
  const [hours = "0", minutes = "0", seconds = "0", half, zone] = parts.time;
  const hour = (Number(hours) % (half ? 12 : 24)) + (half?.toLowerCase() === "pm" ? 12 : 0);
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, hour, Number(minutes), Number(seconds));
  if (zone) return local - fixedOffsetMs(zone);
  return reading.timezone === "UTC" ? local : inZone(local, reading.timezone);
}

/** A day as it is kept in attributes: "1992-02-29", or "02-29" where no year is known. Null when it is none. */
export function readDay(text: string, { dayFirst }: Pick<DateReading, "dayFirst">): string | null {
  const short = /^(\d{1,2})[-/.](\d{1,2})\.?$/.exec(text);
  if (short) {
    const [first, second] = [Number(short[1]), Number(short[2])];
    const [month, day] = dayFirst ? [second, first] : [first, second];
    return exists(2000, month, day) ? `${two(month)}-${two(day)}` : null;
  }
  const parts = readParts(text, dayFirst);
  return parts && `${String(parts.year).padStart(4, "0")}-${two(parts.month)}-${two(parts.day)}`;
}

/** Whether a column's samples can only be read day first (true), only month first (false), or either (null). */
export function guessDayFirst(samples: readonly string[]): boolean | null {
  for (const text of samples) {
    const match = NUMBERS.exec(text.trim());
    if (!match) continue;
    if (match[2] === "." || Number(match[1]) > 12) return true;
    if (Number(match[3]) > 12) return false;
  }
  return null;
}

function readParts(text: string, dayFirst: boolean): Parts | null {
  const iso = ISO.exec(text);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4));
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[3])];
    const isDayFirst = dayFirst || numbers[2] === ".";
    const [month, day] = isDayFirst ? [second, first] : [first, second];
    return checked(Number(numbers[4]), month, day, numbers.slice(5));
  }
  const words = WORDS.exec(text);
  if (!words) return null;
  const month = MONTHS.indexOf((words[2] ?? words[3] ?? "").toLowerCase()) + 1;
  return checked(Number(words[5]), month, Number(words[1] ?? words[4]), words.slice(6));
}

function checked(year: number, month: number, day: number, time: (string | undefined)[]): Parts | null {
  return exists(year, month, day) ? { year, month, day, time } : null;
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= YEAR_MIN;
}

function fixedOffsetMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** How far each day is from UTC, by zone and day; null where the clocks change on it. */
const days = new Map<string, number | null>();

function inZone(local: number, zone: string): number {
  const day = Math.floor(local / DAY_MS);
  const key = `${zone} ${day}`;
  let offset = days.get(key);
  if (offset === undefined) {
    if (days.size >= DAYS_KEPT_MAX) days.clear();
    const [start, end] = [resolved(day * DAY_MS, zone), resolved((day + 1) * DAY_MS, zone)];
    offset = end - start === DAY_MS ? start - day * DAY_MS : null;
    days.set(key, offset);
  }
  return offset === null ? resolved(local, zone) : local + offset;
}

function resolved(local: number, zone: string): number {
  return resolveLocal(new Date(local).toISOString().slice(0, 19), zone);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

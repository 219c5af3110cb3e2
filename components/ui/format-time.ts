import type { InterfaceLanguage } from "#locales/texts.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Past this distance a date says more than a number of days. */
const RELATIVE_MAX_MS = 30 * DAY_MS;

/** Below this distance the moment is "just now". */
const JUST_NOW_MAX_MS = 45_000;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface TimeWords {
  date(day: number, month: number, year: number): string;
  /** Joins a date and a time such as "09:05". */
  dateTime(date: string, time: string): string;
  justNow: string;
  amount(count: number, unit: "minute" | "hour" | "day"): string;
  ago(amount: string): string;
  ahead(amount: string): string;
}

/**
 * Only numbers are taken from Intl and the words are ours: server and browser may carry different language data, and
 * then would not agree on "Sep" or "Sept".
 */
const WORDS: Record<InterfaceLanguage, TimeWords> = {
  en: {
    date: (day, month, year) => `${day} ${MONTHS[month - 1]} ${year}`,
    dateTime: (date, time) => `${date}, ${time}`,
    justNow: "just now",
    amount: (count, unit) =>
      unit === "day"
        ? `${count} ${count === 1 ? "day" : "days"}`
        : `${count} ${unit === "hour" ? "h" : "min"}`,
    ago: (amount) => `${amount} ago`,
    ahead: (amount) => `in ${amount}`,
  },
  zh: {
    date: (day, month, year) => `${year}年${month}月${day}日`,
    dateTime: (date, time) => `${date} ${time}`,
    justNow: "刚刚",
    amount: (count, unit) => `${count} ${{ minute: "分钟", hour: "小时", day: "天" }[unit]}`,
    ago: (amount) => `${amount}前`,
    ahead: (amount) => `${amount}后`,
  },
};

/**
 * How far `at` is from `now` in words: "5 min ago", "in 3 h", "2 days ago"; beyond a month the date. Both are epoch
 * milliseconds. In components `useTimeFormat` knows the reader's language.
 */
export function formatDistance(
  at: number,
  now: number,
  timeZone: string,
  language: InterfaceLanguage,
): string {
  const words = WORDS[language];
  const distanceMs = Math.abs(at - now);
  if (distanceMs < JUST_NOW_MAX_MS) return words.justNow;
  if (distanceMs > RELATIVE_MAX_MS) return formatDate(at, timeZone, language);
  const amount = wordDistance(distanceMs, words);
  return at < now ? words.ago(amount) : words.ahead(amount);
}

function wordDistance(distanceMs: number, { amount }: TimeWords): string {
  const minutes = Math.round(distanceMs / MINUTE_MS);
  if (minutes < 60) return amount(Math.max(1, minutes), "minute");
  const hours = Math.round(distanceMs / HOUR_MS);
  if (hours < 24) return amount(hours, "hour");
  return amount(Math.round(distanceMs / DAY_MS), "day");
}

/** A date such as "4 Mar 2026". `at` is epoch milliseconds, `timeZone` an IANA name. */
export function formatDate(at: number, timeZone: string, language: InterfaceLanguage): string {
  const { day, month, year } = partsIn(at, timeZone);
  return WORDS[language].date(day, month, year);
}

/** A date with its time such as "4 Mar 2026, 09:05". `at` is epoch milliseconds, `timeZone` an IANA name. */
export function formatDateTime(at: number, timeZone: string, language: InterfaceLanguage): string {
  const { day, month, year, hour, minute } = partsIn(at, timeZone);
  const { date, dateTime } = WORDS[language];
  return dateTime(date(day, month, year), `${twoDigits(hour)}:${twoDigits(minute)}`);
}

function partsIn(at: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const parts = format.formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    year: value("year"),
    month: value("month"),
    day: value("day"),
    hour: value("hour"),
    minute: value("minute"),
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

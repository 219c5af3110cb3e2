const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Past this distance a date says more than a number of days. */
const RELATIVE_MAX_MS = 30 * DAY_MS;

/** Below this distance the moment is "just now". */
const JUST_NOW_MAX_MS = 45_000;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * How far `at` is from `now` in words: "5 min ago", "in 3 h", "2 days ago"; beyond a month the date. Both are epoch
 * milliseconds.
 */
export function formatDistance(at: number, now: number, timeZone: string): string {
  const distanceMs = Math.abs(at - now);
  if (distanceMs < JUST_NOW_MAX_MS) return "just now";
  if (distanceMs > RELATIVE_MAX_MS) return formatDate(at, timeZone);
  const amount = wordDistance(distanceMs);
  return at < now ? `${amount} ago` : `in ${amount}`;
}

function wordDistance(distanceMs: number): string {
  const minutes = Math.round(distanceMs / MINUTE_MS);
  if (minutes < 60) return `${Math.max(1, minutes)} min`;
  const hours = Math.round(distanceMs / HOUR_MS);
  if (hours < 24) return `${hours} h`;
  const days = Math.round(distanceMs / DAY_MS);
  return days === 1 ? "1 day" : `${days} days`;
}

/** A date such as "4 Mar 2026". `at` is epoch milliseconds, `timeZone` an IANA name. */
export function formatDate(at: number, timeZone: string): string {
  const part = partsIn(at, timeZone);
  return `${part.day} ${MONTHS[part.month - 1]} ${part.year}`;
}

/** A date with its time such as "4 Mar 2026, 09:05". `at` is epoch milliseconds, `timeZone` an IANA name. */
export function formatDateTime(at: number, timeZone: string): string {
  const part = partsIn(at, timeZone);
  return `${formatDate(at, timeZone)}, ${twoDigits(part.hour)}:${twoDigits(part.minute)}`;
}

/**
 * Only numbers are taken from Intl and the words are ours: server and browser may carry different language data, and
 * then would not agree on "Sep" or "Sept".
 */
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

/**
 * Numbers above this are epoch milliseconds, below it epoch seconds, as Liquid templates elsewhere write them:
 * as milliseconds it is March 1973, as seconds the year 5138.
 */
const SECONDS_MAX = 100_000_000_000;
const CURRENCY_FORMATS_KEPT_MAX = 200;

const DATE_STYLES = ["full", "long", "medium", "short"] as const;
type DateStyle = (typeof DATE_STYLES)[number];

/** Reads a moment as epoch milliseconds: a number, an ISO date, or "now"; null when it is none of these. */
export function instantOf(value: unknown, now: unknown): number | null {
  if (value === "now" || value === "today") return typeof now === "number" ? now : null;
  if (value instanceof Date) return finite(value.getTime());
  if (typeof value === "number") return finite(Math.abs(value) < SECONDS_MAX ? value * 1000 : value);
  if (typeof value !== "string" || value.trim() === "") return null;
  return /^-?\d+$/.test(value) ? instantOf(Number(value), now) : finite(Date.parse(value));
}

/** A day without a time, such as a birthday: it is the same day everywhere. */
export function isCalendarDay(value: unknown): boolean {
  return typeof value === "string" && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(value);
}

/** Whether a filter's argument is one of the styles, and not a pattern such as "%Y". */
export function isDateStyle(style: unknown): style is DateStyle {
  return DATE_STYLES.includes(style as DateStyle);
}

/** A date in words of the language, such as "5 March 2026". Empty when there is no date. */
export function formatDate(instant: number | null, style: unknown, locale: string, zone: string): string {
  if (instant === null) return "";
  const dateStyle = isDateStyle(style) ? style : "long";
  return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: zone }).format(instant);
}

/** A time of day, such as "14:30". Empty when there is no time. */
export function formatTime(instant: number | null, style: unknown, locale: string, zone: string): string {
  if (instant === null) return "";
  const timeStyle = isDateStyle(style) ? style : "short";
  return new Intl.DateTimeFormat(locale, { timeStyle, timeZone: zone }).format(instant);
}

/** A date with its time of day, without seconds, such as "5 March 2026 at 14:30". Empty when there is none. */
export function formatDateTime(instant: number | null, style: unknown, locale: string, zone: string): string {
  if (instant === null) return "";
  const dateStyle = isDateStyle(style) ? style : "long";
  return new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: "short", timeZone: zone }).format(instant);
}

/**
 * An amount in units of its currency (27.5 is twenty-seven and a half), written as the language does. A text that is no
 * number stays what it is ("free"); what is neither is empty.
 */
export function formatMoney(amount: unknown, currency: string, locale: string): string {
  const number = typeof amount === "string" && amount.trim() !== "" ? Number(amount) : amount;
  if (typeof number !== "number" || !Number.isFinite(number)) return typeof amount === "string" ? amount : "";
  try {
    return currencyFormat(locale, currency).format(number);
  } catch {
    // Not a currency code: the number with what was given is still readable.
    return `${new Intl.NumberFormat(locale).format(number)} ${currency}`;
  }
}

/** Making one takes longer than everything else that is done for an amount. */
const currencyFormats = new Map<string, Intl.NumberFormat>();

/** Throws when it is not a currency code. */
function currencyFormat(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const kept = currencyFormats.get(key);
  if (kept) return kept;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  if (currencyFormats.size >= CURRENCY_FORMATS_KEPT_MAX) currencyFormats.clear();
  currencyFormats.set(key, format);
  return format;
}

function finite(value: number): number | null {
  // The range a Date can hold.
  return Math.abs(value) <= 8_640_000_000_000_000 ? value : null;
}

/**
 * Numbers above this are epoch milliseconds, below it epoch seconds, as Liquid templates elsewhere write them:
 * as milliseconds it is March 1973, as seconds the year 5138.
 */
const SECONDS_MAX = 100_000_000_000;

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

/** A date in words of the language, such as "5 March 2026". Null when there is no date. */
export function formatDate(
  instant: number | null,
  style: unknown,
  locale: string,
  zone: string,
): string | null {
  if (instant === null) return null;
  const dateStyle = DATE_STYLES.includes(style as DateStyle) ? (style as DateStyle) : "long";
  return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: zone }).format(instant);
}

/** A time of day, such as "14:30". Null when there is no time. */
export function formatTime(instant: number | null, locale: string, zone: string): string | null {
  if (instant === null) return null;
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone }).format(instant);
}

/** An amount in units of its currency (27.5 is twenty-seven and a half), written as the language does. */
export function formatMoney(amount: unknown, currency: string, locale: string): string {
  const number = typeof amount === "string" && amount.trim() !== "" ? Number(amount) : amount;
  if (typeof number !== "number" || !Number.isFinite(number)) return amount == null ? "" : String(amount);
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(number);
  } catch {
    // Not a currency code: the number with what was given is still readable.
    return `${new Intl.NumberFormat(locale).format(number)} ${currency}`;
  }
}

function finite(value: number): number | null {
  // The range a Date can hold.
  return Math.abs(value) <= 8_640_000_000_000_000 ? value : null;
}

import { dayIn, isDate, type Stretch, stretchOf } from "./dates-of.ts";
import { daysOf, type Operator, type RelativeOperator } from "./operators.ts";

const DAY_MS = 24 * 3_600_000;

/** When a value is looked at, and in whose zone its dates are. */
export interface Asked {
  now: number;
  zone: string;
}

/**
 * Whether a value compares as the operator says. What is not known is not equal to anything and contains nothing, and
 * all else that is asked of it is false.
 */
export function compareValues(actual: unknown, operator: Operator, expected: unknown, asked: Asked): boolean {
  const known = actual !== undefined && actual !== null && actual !== "";
  switch (operator) {
    case "exists":
      return known;
    case "missing":
      return !known;
    case "equals":
      return known && same(actual, expected);
    case "not-equals":
      return !known || !same(actual, expected);
    case "contains":
      return known && contains(actual, expected);
    case "not-contains":
      return !known || !contains(actual, expected);
    case "starts-with":
      return known && comparesText(actual, expected, (text, part) => text.startsWith(part));
    case "ends-with":
      return known && comparesText(actual, expected, (text, part) => text.endsWith(part));
    case "greater":
      return known && asNumber(actual) > asNumber(expected);
    case "less":
      return known && asNumber(actual) < asNumber(expected);
    case "at-least":
      return known && asNumber(actual) >= asNumber(expected);
    case "at-most":
      return known && asNumber(actual) <= asNumber(expected);
    case "before":
    case "after": {
      const stretch = stretchOf(actual, asked.zone);
      return stretch !== null && isDate(expected) && isBeside(stretch, operator, dayIn(expected, asked.zone));
    }
    default: {
      const stretch = stretchOf(actual, asked.zone);
      const days = daysOf(expected);
      return stretch !== null && days !== null && isWithin(stretch, operator, days, asked.now);
    }
  }
}

function isBeside({ from }: Stretch, operator: "before" | "after", day: Stretch): boolean {
  return operator === "before" ? from < day.from : from >= day.until;
}

/**
 * Whether a moment, or any of a day, lies in the days of 24 hours before or after now; both ends count. What is still
 * to come does not lie in the last days.
 */
function isWithin({ from, until }: Stretch, operator: RelativeOperator, days: number, now: number): boolean {
  if (operator === "in-next-days") return until > now && from <= now + days * DAY_MS;
  const isInLast = from <= now && until > now - days * DAY_MS;
  return operator === "in-last-days" ? isInLast : !isInLast;
}

/**
 * The moments at which the answer to `compareValues` may change by time alone, past and coming; none for operators
 * that do not count from now.
 */
export function comparisonTurns(
  actual: unknown,
  operator: Operator,
  expected: unknown,
  zone: string,
): number[] {
  if (operator !== "in-last-days" && operator !== "not-in-last-days" && operator !== "in-next-days")
    return [];
  const stretch = stretchOf(actual, zone);
  const days = daysOf(expected);
  if (stretch === null || days === null) return [];
  const { from, until } = stretch;
  return operator === "in-next-days" ? [from - days * DAY_MS, until] : [from, until + days * DAY_MS];
}

/** Decimal, and within what every database can read. */
const NUMBER = /^[+-]?(?:\d{1,200}(?:\.\d{0,200})?|\.\d{1,200})(?:e[+-]?\d{1,2})?$/;

/** A value as a number, as people type it; NaN for what is none. */
export function asNumber(value: unknown): number {
  if (typeof value === "number") return value;
  const text = plainText(value)?.trim() ?? "";
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** People type "Berlin" and "5"; stored values may be "berlin" and 5. */
function same(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && actual === asNumber(expected)) return true;
  const text = plainText(actual);
  return text !== null && text === plainText(expected);
}

function contains(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((entry) => same(entry, expected));
  return comparesText(actual, expected, (text, part) => text.includes(part));
}

function comparesText(
  actual: unknown,
  expected: unknown,
  compare: (text: string, part: string) => boolean,
): boolean {
  const [text, part] = [plainText(actual), plainText(expected)];
  return text !== null && part !== null && compare(text, part);
}

/** Null for what is not a single value: turning a stored object into text could run into its own `toString`. */
function plainText(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).toLowerCase()
    : null;
}

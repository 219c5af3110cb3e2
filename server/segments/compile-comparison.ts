import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { asNumber } from "#workflows/compare-values.ts";
import { isDate } from "#workflows/dates-of.ts";
import { daysOf, type Operator, type RelativeOperator } from "#workflows/operators.ts";
import { type Dialect, never, surely, type Value } from "./dialect.ts";

const DAY_MS = 24 * 3_600_000;

type Expected = string | number | boolean | undefined;

/** When a value is looked at, in milliseconds since 1970, and in whose zone its dates are. */
export interface AskedInSql {
  now: SQLWrapper;
  zone: SQLWrapper;
}

/** `compareValues` as an expression that is true or false, never null. */
export function compileComparison(
  dialect: Dialect,
  value: Value,
  operator: Operator,
  expected: Expected,
  asked: AskedInSql,
): SQL {
  switch (operator) {
    case "exists":
      return value.known;
    case "missing":
      return not(value.known);
    case "equals":
      return equals(dialect, value, expected);
    case "not-equals":
      return not(equals(dialect, value, expected));
    case "contains":
      return contains(dialect, value, expected);
    case "not-contains":
      return not(contains(dialect, value, expected));
    case "starts-with":
      return withPart(value, expected, (text, part) => sql`substr(${text}, 1, ${lengthOf(part)}) = ${part}`);
    case "ends-with":
      return withPart(value, expected, (text, part) => sql`${dialect.endOf(text, lengthOf(part))} = ${part}`);
    case "greater":
    case "less":
    case "at-least":
    case "at-most":
      return compareNumber(dialect, value.number, operator, expected);
    case "before":
    case "after":
      return isBeside(dialect, value, operator, expected, asked);
    default:
      return isWithin(value, operator, expected, asked);
  }
}

const signs = { greater: sql`>`, less: sql`<`, "at-least": sql`>=`, "at-most": sql`<=` };

/** A number, null where there is none, against what a rule names. */
export function compareNumber(
  dialect: Dialect,
  number: SQL,
  operator: keyof typeof signs,
  expected: Expected,
): SQL {
  const other = asNumber(expected);
  if (Number.isNaN(other)) return never;
  return surely(sql`${number} ${signs[operator]} ${dialect.number(other)}`);
}

function equals(dialect: Dialect, value: Value, expected: Expected): SQL {
  const plain = plainOf(expected);
  if (plain === null || plain === "") return never;
  const text = surely(sql`${value.plain} = ${plain}`);
  const number = asNumber(expected);
  if (Number.isNaN(number)) return text;
  return sql`(${text} or ${surely(sql`${value.ownNumber} = ${dialect.number(number)}`)})`;
}

function contains(dialect: Dialect, value: Value, expected: Expected): SQL {
  const inText = withPart(value, expected, (text, part) => sql`${dialect.placeOf(part, text)} > 0`);
  return expected === undefined ? inText : sql`(${inText} or ${surely(value.hasEntry(expected))})`;
}

function withPart(value: Value, expected: Expected, holds: (text: SQL, part: string) => SQL): SQL {
  const part = plainOf(expected);
  if (part === null) return never;
  // Every text begins with nothing, but an empty one is not known.
  if (part === "") return sql`(${value.known} and ${value.plain} is not null)`;
  return surely(holds(value.plain, part));
}

function isBeside(
  dialect: Dialect,
  value: Value,
  operator: "before" | "after",
  expected: Expected,
  { zone }: AskedInSql,
): SQL {
  if (!isDate(expected)) return never;
  const { from } = value.momentsIn(zone);
  const day = dialect.dayIn(expected, zone);
  return surely(operator === "before" ? sql`${from} < ${day.from}` : sql`${from} >= ${day.until}`);
}

function isWithin(
  value: Value,
  operator: RelativeOperator,
  expected: Expected,
  { now, zone }: AskedInSql,
): SQL {
  const days = daysOf(expected);
  if (days === null) return never;
  const { from, until } = value.momentsIn(zone);
  const span = sql.raw(String(days * DAY_MS));
  if (operator === "in-next-days") return surely(sql`${until} > ${now} and ${from} <= ${now} + ${span}`);
  const isInLast = sql`(${from} <= ${now} and ${until} > ${now} - ${span})`;
  return surely(operator === "in-last-days" ? isInLast : sql`not ${isInLast}`);
}

function not(condition: SQL): SQL {
  return sql`(not ${condition})`;
}

/** What the evaluator compares texts by; null: nothing to compare with. */
function plainOf(expected: Expected): string | null {
  return expected === undefined ? null : String(expected).toLowerCase();
}

/** In characters, as databases count them. */
function lengthOf(text: string): number {
  return [...text].length;
}

import { isDate } from "#workflows/dates-of.ts";
import { isBare, isDateOperator, isRelative, type Operator, operators } from "#workflows/operators.ts";
import { findField } from "#workflows/read-path.ts";

/** What an operator compares with. */
export type ValueKind = "none" | "text" | "date" | "days";

const DAYS_AT_FIRST = 30;

/** Undefined, for an operator that is not known, compares with a text. */
export function valueKindOf(operator: Operator | undefined): ValueKind {
  if (operator === undefined) return "text";
  if (isBare(operator)) return "none";
  if (isRelative(operator)) return "days";
  return operator === "before" || operator === "after" ? "date" : "text";
}

/** The comparison with another operator; a value that the new one cannot be compared with gives way. */
export function changeOperator(
  value: unknown,
  before: Operator | undefined,
  operator: Operator | undefined,
): { operator?: Operator; value?: unknown } {
  const kind = valueKindOf(operator);
  if (kind === "none" || kind === valueKindOf(before)) return { operator };
  switch (kind) {
    case "days":
      return { operator, value: typeof value === "number" ? value : DAYS_AT_FIRST };
    case "date":
      return { operator, value: isDate(value) ? value : "" };
    case "text":
      return { operator, value: value ?? "" };
  }
}

const TIME_OPERATORS: readonly Operator[] = operators.filter(
  (operator) => isDateOperator(operator) || isBare(operator),
);

/** The comparisons that can hold for an attribute: of a moment, no text or number can be right. `chosen` is among them. */
export function operatorsFor(attribute: string, chosen: Operator | undefined): readonly Operator[] {
  if (!isMoment(attribute)) return operators;
  return operators.filter((operator) => operator === chosen || TIME_OPERATORS.includes(operator));
}

/** The comparison as it goes on with another attribute: one that could never hold gives way. */
export function changeAttribute(
  attribute: string,
  { operator, value }: { operator: Operator | undefined; value: unknown },
): { attribute: string; operator?: Operator; value?: unknown } {
  const fits = operator !== undefined && TIME_OPERATORS.includes(operator);
  return isMoment(attribute) && !fits
    ? { attribute, ...changeOperator(value, operator, "in-last-days") }
    : { attribute };
}

function isMoment(attribute: string): boolean {
  const field = findField(attribute);
  return field === "createdAt" || field === "lastSeenAt";
}

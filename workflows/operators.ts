import * as z from "zod/mini";
import { isDate } from "./dates-of.ts";

/** How a rule compares a value. Stored in rules; never renamed. */
export const operators = [
  "equals",
  "not-equals",
  "contains",
  "not-contains",
  "starts-with",
  "ends-with",
  "greater",
  "less",
  "at-least",
  "at-most",
  "exists",
  "missing",
  "before",
  "after",
  "in-last-days",
  "not-in-last-days",
  "in-next-days",
] as const;
export type Operator = (typeof operators)[number];

/** Operators that look at a value as a moment; its meaning may depend on a zone, and on when it is asked. */
export type DateOperator = "before" | "after" | RelativeOperator;
/** Operators whose answer changes with time alone. */
export type RelativeOperator = "in-last-days" | "not-in-last-days" | "in-next-days";

export type Scalar = string | number | boolean;

/** Days that a rule may look back or ahead. */
export const RULE_DAYS_MAX = 3650;
/** Characters of a text that a rule compares with. */
const VALUE_MAX_CHARS = 1000;

/** What a rule compares with. */
export const scalar = z.union([z.string().check(z.maxLength(VALUE_MAX_CHARS)), z.number(), z.boolean()]);
export const comparison = { operator: z.enum(operators), value: z.optional(scalar) };

/** An operator with what it compares with. */
export interface Compared {
  operator: Operator;
  value?: Scalar | undefined;
}

/** Whether the operator compares with nothing: "is known", "is not known". */
export function isBare(operator: Operator): operator is "exists" | "missing" {
  return operator === "exists" || operator === "missing";
}

export function isRelative(operator: Operator): operator is RelativeOperator {
  return operator === "in-last-days" || operator === "not-in-last-days" || operator === "in-next-days";
}

export function isDateOperator(operator: Operator): operator is DateOperator {
  return operator === "before" || operator === "after" || isRelative(operator);
}

/** Without something to compare with a rule would hold for nobody, and its owner would never learn why. */
export function hasOperand({ operator, value }: Compared): boolean {
  return isBare(operator) || (value ?? "") !== "";
}
export const noOperand = { error: "Enter a value to compare with", path: ["value"] };

/** Whether a rule that compares dates has one; a text to be filled in later is left to later. */
export function hasDate({ operator, value }: Compared): boolean {
  return (operator !== "before" && operator !== "after") || isFilledLater(value) || isDate(value);
}
export const noDate = { error: "Use a date like 2026-05-17", path: ["value"] };

/** Whether a rule that counts days has a usable number of them. */
export function hasDays({ operator, value }: Compared): boolean {
  return !isRelative(operator) || isFilledLater(value) || daysOf(value) !== null;
}
export const noDays = { error: "Use whole days, at most 3650", path: ["value"] };

/** The days that a rule names, also as a form has them; null for what is no usable number of days. */
export function daysOf(value: unknown): number | null {
  const days = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof days === "number" && Number.isInteger(days) && days >= 0 && days <= RULE_DAYS_MAX
    ? days
    : null;
}

function isFilledLater(value: unknown): boolean {
  return typeof value === "string" && value.includes("{{");
}

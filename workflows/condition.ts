import * as z from "zod";
import { type EventCountNeed, eventCountKey, type Facts, type ProfileFacts } from "./facts.ts";

export const operators = [
  "equals",
  "not-equals",
  "contains",
  "greater",
  "less",
  "exists",
  "missing",
] as const;
export type Operator = (typeof operators)[number];

const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);
const comparison = { operator: z.enum(operators), value: scalar.optional() };

/** Without something to compare with a rule would hold for nobody, and its owner would never learn why. */
export function hasOperand(rule: { operator: Operator; value?: z.infer<typeof scalar> }): boolean {
  return rule.operator === "exists" || rule.operator === "missing" || (rule.value ?? "") !== "";
}
export const noOperand = { error: "Enter a value to compare with", path: ["value"] };

const attributeRule = z
  .object({
    kind: z.literal("attribute"),
    /** A profile field (email, name, timezone, …) or the name of an attribute. */
    attribute: z.string().min(1, "Choose an attribute").max(200),
    ...comparison,
  })
  .refine(hasOperand, noOperand);
const dataRule = z
  .object({
    kind: z.literal("data"),
    /** A value of the run, by its path: "event.total", "cart.total". */
    path: z.string().min(1, "Choose a value").max(200),
    ...comparison,
  })
  .refine(hasOperand, noOperand);
const reachableRule = z.object({
  kind: z.literal("reachable"),
  channel: z.enum(["email", "web-push", "phone"]),
});
const eventRule = z.object({
  kind: z.literal("event"),
  event: z.string().min(1, "Choose an event").max(200),
  atLeast: z.number().int().min(1).max(1000),
  /** Days to look back; 0 means ever. */
  withinDays: z.number().int().min(0).max(3650),
});

/** The one language of rules: branches, filters and exits speak it. */
export const condition = z.discriminatedUnion("kind", [
  attributeRule,
  dataRule,
  reachableRule,
  eventRule,
  z.object({
    kind: z.literal("all"),
    get of(): z.ZodArray<z.ZodType<Condition>> {
      return z.array(condition).min(1, "Add at least one condition").max(50);
    },
  }),
  z.object({
    kind: z.literal("any"),
    get of(): z.ZodArray<z.ZodType<Condition>> {
      return z.array(condition).min(1, "Add at least one condition").max(50);
    },
  }),
  z.object({
    kind: z.literal("not"),
    get of(): z.ZodType<Condition> {
      return condition;
    },
  }),
]);

export type Condition =
  | z.infer<typeof attributeRule>
  | z.infer<typeof dataRule>
  | z.infer<typeof reachableRule>
  | z.infer<typeof eventRule>
  | { kind: "all" | "any"; of: Condition[] }
  | { kind: "not"; of: Condition };

/** Whether the rule holds for these facts and the run's own data. */
export function holds(rule: Condition, facts: Facts, data: Record<string, unknown>): boolean {
  switch (rule.kind) {
    case "all":
      return rule.of.every((part) => holds(part, facts, data));
    case "any":
      return rule.of.some((part) => holds(part, facts, data));
    case "not":
      return !holds(rule.of, facts, data);
    case "attribute":
      return compareValues(readAttribute(facts.profile, rule.attribute), rule.operator, rule.value);
    case "data":
      return compareValues(readPath(data, rule.path), rule.operator, rule.value);
    case "reachable":
      return facts.reachable[rule.channel === "web-push" ? "webPush" : rule.channel];
    case "event":
      return readEventCount(facts, rule) >= rule.atLeast;
  }
}

/** The event counts that a rule reads, for whoever loads the facts. */
export function eventCountsIn(rule: Condition): EventCountNeed[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap(eventCountsIn);
    case "not":
      return eventCountsIn(rule.of);
    case "event":
      return [{ event: rule.event, withinDays: rule.withinDays }];
    default:
      return [];
  }
}

/** The rule as a sentence: "city is Berlin and has ordered". */
export function wordCondition(rule: Condition): string {
  switch (rule.kind) {
    case "all":
      return rule.of.map(wordCondition).join(" and ");
    case "any":
      return rule.of.map(wordCondition).join(" or ");
    case "not":
      return `not (${wordCondition(rule.of)})`;
    case "attribute":
      return `${rule.attribute} ${wordComparison(rule.operator, rule.value)}`;
    case "data":
      return `${rule.path} ${wordComparison(rule.operator, rule.value)}`;
    case "reachable":
      return `can be reached by ${rule.channel === "web-push" ? "web push" : rule.channel}`;
    case "event": {
      const times = rule.atLeast === 1 ? "" : ` at least ${rule.atLeast} times`;
      const window = rule.withinDays === 0 ? "" : ` in the last ${rule.withinDays} days`;
      return `did “${rule.event}”${times}${window}`;
    }
  }
}

const operatorWords: Record<Operator, string> = {
  equals: "is",
  "not-equals": "is not",
  contains: "contains",
  greater: "is more than",
  less: "is less than",
  exists: "is known",
  missing: "is not known",
};

export function wordOperator(operator: Operator): string {
  return operatorWords[operator];
}

export function wordComparison(operator: Operator, value: unknown): string {
  const bare = operator === "exists" || operator === "missing";
  return bare ? operatorWords[operator] : `${operatorWords[operator]} ${String(value ?? "")}`;
}

const profileFields = ["externalId", "email", "phone", "name", "timezone", "locale"] as const;

/** What a profile has under a name: one of its fields, else an attribute. */
export function readAttribute(profile: ProfileFacts, name: string): unknown {
  const field = profileFields.find((known) => known === name);
  return field ? profile[field] : readPath(profile.attributes, name);
}

/** The value at "a.b.c", own properties only: a path from a stored rule must not reach a prototype. */
export function readPath(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function readEventCount(facts: Facts, need: EventCountNeed): number {
  const count = facts.eventCounts[eventCountKey(need)];
  if (count === undefined) throw new Error(`event count not loaded: ${eventCountKey(need)}`);
  return count;
}

export function compareValues(actual: unknown, operator: Operator, expected: unknown): boolean {
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
    case "contains": {
      if (Array.isArray(actual)) return actual.some((entry) => same(entry, expected));
      const [text, part] = [plainText(actual), plainText(expected)];
      return known && text !== null && part !== null && text.includes(part);
    }
    case "greater":
      return known && asNumber(actual) > asNumber(expected);
    case "less":
      return known && asNumber(actual) < asNumber(expected);
  }
}

/** People type "Berlin" and "5"; stored values may be "berlin" and 5. */
function same(actual: unknown, expected: unknown): boolean {
  const text = plainText(actual);
  return text !== null && text === plainText(expected);
}

function asNumber(value: unknown): number {
  const text = plainText(value)?.trim();
  return text ? Number(text) : Number.NaN;
}

/** Null for what is not a single value: turning a stored object into text could run into its own `toString`. */
function plainText(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).toLowerCase()
    : null;
}

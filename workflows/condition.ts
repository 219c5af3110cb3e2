import * as z from "zod/mini";
import { type EventCountNeed, eventCountKey, type Facts, type ProfileFacts } from "./facts.ts";
import { chain, type Phrase, phrase } from "./phrase.ts";

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

const scalar = z.union([z.string().check(z.maxLength(1000)), z.number(), z.boolean()]);
const comparison = { operator: z.enum(operators), value: z.optional(scalar) };

/** Without something to compare with a rule would hold for nobody, and its owner would never learn why. */
export function hasOperand(rule: { operator: Operator; value?: z.infer<typeof scalar> }): boolean {
  return rule.operator === "exists" || rule.operator === "missing" || (rule.value ?? "") !== "";
}
export const noOperand = { error: "Enter a value to compare with", path: ["value"] };

const attributeRule = z
  .object({
    kind: z.literal("attribute"),
    /** A profile field (email, name, timezone, …) or the name of an attribute. */
    attribute: z.string().check(z.minLength(1, "Choose an attribute"), z.maxLength(200)),
    ...comparison,
  })
  .check(z.refine(hasOperand, noOperand));
const dataRule = z
  .object({
    kind: z.literal("data"),
    /** A value of the run, by its path: "event.total", "cart.total". */
    path: z.string().check(z.minLength(1, "Choose a value"), z.maxLength(200)),
    ...comparison,
  })
  .check(z.refine(hasOperand, noOperand));
const reachableRule = z.object({
  kind: z.literal("reachable"),
  channel: z.enum(["email", "web-push", "phone"]),
});
const eventRule = z.object({
  kind: z.literal("event"),
  event: z.string().check(z.minLength(1, "Choose an event"), z.maxLength(200)),
  atLeast: z.number().check(z.int(), z.minimum(1), z.maximum(1000)),
  /** Days to look back; 0 means ever. */
  withinDays: z.number().check(z.int(), z.minimum(0), z.maximum(3650)),
});

/** The one language of rules: branches, filters and exits speak it. */
export const condition = z.discriminatedUnion("kind", [
  attributeRule,
  dataRule,
  reachableRule,
  eventRule,
  z.object({
    kind: z.literal("all"),
    get of(): z.ZodMiniArray<z.ZodMiniType<Condition>> {
      return z.array(condition).check(z.minLength(1, "Add at least one condition"), z.maxLength(50));
    },
  }),
  z.object({
    kind: z.literal("any"),
    get of(): z.ZodMiniArray<z.ZodMiniType<Condition>> {
      return z.array(condition).check(z.minLength(1, "Add at least one condition"), z.maxLength(50));
    },
  }),
  z.object({
    kind: z.literal("not"),
    get of(): z.ZodMiniType<Condition> {
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
export function wordCondition(rule: Condition): Phrase {
  switch (rule.kind) {
    case "all":
      return chain(rule.of.map(wordCondition), "{a} and {b}");
    case "any":
      return chain(rule.of.map(wordCondition), "{a} or {b}");
    case "not":
      return phrase("not ({rule})", { rule: phrase(wordCondition(rule.of)) });
    case "attribute":
      return wordComparison(rule.attribute, rule.operator, rule.value);
    case "data":
      return wordComparison(rule.path, rule.operator, rule.value);
    case "reachable":
      return reachableWords[rule.channel];
    case "event":
      return wordEventCount(rule);
  }
}

const reachableWords = {
  email: phrase("can be reached by email"),
  "web-push": phrase("can be reached by web push"),
  phone: phrase("can be reached by phone"),
};

function wordEventCount({ event, atLeast, withinDays }: z.infer<typeof eventRule>): Phrase {
  if (atLeast === 1)
    return withinDays === 0
      ? phrase("did “{event}”", { event })
      : phrase("did “{event}” in the last {days} days", { event, days: withinDays });
  return withinDays === 0
    ? phrase("did “{event}” at least {times} times", { event, times: atLeast })
    : phrase("did “{event}” at least {times} times in the last {days} days", {
        ...{ event, times: atLeast, days: withinDays },
      });
}

const operatorWords: Record<Operator, Phrase> = {
  equals: phrase("is"),
  "not-equals": phrase("is not"),
  contains: phrase("contains"),
  greater: phrase("is more than"),
  less: phrase("is less than"),
  exists: phrase("is known"),
  missing: phrase("is not known"),
};

/** The operator alone, as a form offers it. */
export function wordOperator(operator: Operator): Phrase {
  return operatorWords[operator];
}

/** "city is Berlin". */
export function wordComparison(name: string, operator: Operator, value: unknown): Phrase {
  const values = { name, operator: phrase(operatorWords[operator]) };
  return operator === "exists" || operator === "missing"
    ? phrase("{name} {operator}", values)
    : phrase("{name} {operator} {value}", { ...values, value: String(value ?? "") });
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

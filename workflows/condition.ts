import * as z from "zod/mini";
import { isWithinLimits } from "./condition-limits.ts";
import { lifecycleStages } from "./lifecycle.ts";
import {
  type Compared,
  comparison,
  hasDate,
  hasDays,
  hasOperand,
  noDate,
  noDays,
  noOperand,
  RULE_DAYS_MAX,
} from "./operators.ts";
import type { Span } from "./rule-window.ts";

const TIMES_MAX = 1000;
const GROUP_PARTS_MAX = 50;
const PROPERTY_RULES_MAX = 10;

const name = (missing: string) => z.string().check(z.minLength(1, missing), z.maxLength(200));
const comparable = [
  z.refine<Compared>(hasOperand, noOperand),
  z.refine<Compared>(hasDate, noDate),
  z.refine<Compared>(hasDays, noDays),
] as const;
const id = (missing: string) => z.number().check(z.int(), z.minimum(1, missing));

const attributeRule = z
  .object({
    kind: z.literal("attribute"),
    /** A profile field (email, name, timezone, …) or the name of an attribute. */
    attribute: name("Choose an attribute"),
    ...comparison,
  })
  .check(...comparable);
const dataRule = z
  .object({
    kind: z.literal("data"),
    /** A value of the run, by its path: "event.total", "cart.total". */
    path: name("Choose a value"),
    ...comparison,
  })
  .check(...comparable);
const reachableRule = z.object({
  kind: z.literal("reachable"),
  channel: z.enum(["email", "web-push", "phone"]),
});

/** A rule over one property of an event. Days and dates are counted from when the event happened. */
const propertyRule = z.object({ path: name("Choose a property"), ...comparison }).check(...comparable);
export type PropertyRule = z.infer<typeof propertyRule>;

/** Which events count: of this name, with every rule over their properties. */
const which = {
  event: name("Choose an event"),
  where: z.optional(z.array(propertyRule).check(z.maxLength(PROPERTY_RULES_MAX, "At most 10 rules"))),
};
const days = z.number().check(z.int("Use whole days"), z.minimum(0), z.maximum(RULE_DAYS_MAX));
/** When something counts: see `windowOf`. */
const span = {
  /** Days to look back; 0 means ever. */
  withinDays: days,
  /** Leaves out the newest days. */
  beforeDays: z.optional(days),
};
const times = z.number().check(z.int("Use a whole number"), z.minimum(1), z.maximum(TIMES_MAX));
const isInOrder = ({ withinDays, beforeDays = 0 }: Span) => withinDays === 0 || withinDays > beforeDays;
const inOrder = z.refine<Span>(isInOrder, {
  error: "It has to begin before it ends",
  path: ["beforeDays"],
});

export const eventHows = ["at-least", "at-most", "exactly"] as const;
/** How often it happened. `at-most` holds for whoever never did it, too. */
const eventRule = z
  .object({
    kind: z.literal("event"),
    ...which,
    /** So often at least, or as `how` says. */
    atLeast: times,
    how: z.optional(z.enum(eventHows)),
    ...span,
  })
  .check(inOrder);

export const measureFunctions = ["sum", "average", "max", "min"] as const;
export const measureOperators = ["at-least", "at-most", "greater", "less", "equals"] as const;
/** A sum or the like of a property, over those events that have a number there. */
const measureRule = z
  .object({
    kind: z.literal("measure"),
    ...which,
    ...span,
    of: z.enum(measureFunctions),
    property: name("Choose a property"),
    operator: z.enum(measureOperators),
    value: z.number("Enter a number"),
  })
  .check(inOrder);

export const occurredOperators = ["in-last-days", "not-in-last-days", "before", "after"] as const;
/** When it happened for the first or the last time; for whoever never did it, nothing of that holds. */
const occurredRule = z
  .object({
    kind: z.literal("occurred"),
    ...which,
    which: z.enum(["first", "last"]),
    operator: z.enum(occurredOperators),
    value: z.union([z.string().check(z.maxLength(20)), z.number()]),
  })
  .check(...comparable);

export const messageDeeds = ["received", "opened", "clicked"] as const;
export const messageChannels = ["email", "web-push", "sms", "whatsapp", "in-app"] as const;
/** How many messages somebody got, opened or clicked in the span: each message once. Tests and captured ones do not count. */
const messageRule = z
  .object({
    kind: z.literal("message"),
    did: z.enum(messageDeeds),
    channel: z.optional(z.enum(messageChannels)),
    workflowId: z.optional(id("Choose a workflow")),
    atLeast: times,
    ...span,
  })
  .check(inOrder);

export const workflowStates = ["inside", "entered", "finished", "converted"] as const;
const workflowRule = z.object({
  kind: z.literal("workflow"),
  workflowId: id("Choose a workflow"),
  state: z.enum(workflowStates),
  /** Days to look back; 0 means ever. Says nothing where the state is "inside". */
  withinDays: days,
});

const segmentRule = z.object({ kind: z.literal("segment"), segmentId: id("Choose a segment") });
const lifecycleRule = z.object({ kind: z.literal("lifecycle"), stage: z.enum(lifecycleStages) });
const tagRule = z.object({
  kind: z.literal("tag"),
  /** Exactly as it is written. */
  tag: z.string().check(z.trim(), z.minLength(1, "Choose a tag"), z.maxLength(200)),
});

const group = () =>
  z.array(part).check(z.minLength(1, "Add at least one condition"), z.maxLength(GROUP_PARTS_MAX));

const part = z.discriminatedUnion("kind", [
  attributeRule,
  dataRule,
  reachableRule,
  eventRule,
  measureRule,
  occurredRule,
  messageRule,
  workflowRule,
  segmentRule,
  lifecycleRule,
  tagRule,
  z.object({
    kind: z.literal("all"),
    get of(): z.ZodMiniArray<z.ZodMiniType<Condition, Condition>> {
      return group();
    },
  }),
  z.object({
    kind: z.literal("any"),
    get of(): z.ZodMiniArray<z.ZodMiniType<Condition, Condition>> {
      return group();
    },
  }),
  z.object({
    kind: z.literal("not"),
    get of(): z.ZodMiniType<Condition, Condition> {
      return part;
    },
  }),
]);

/** The one language of rules: branches, filters, exits and segments speak it. */
export const condition = z.pipe(
  // Looked at before anything else, because reading goes as deep as the rule does.
  z.custom<Condition>(isWithinLimits, {
    error: "Use at most 200 conditions, and groups at most 8 deep",
  }),
  part,
);

export type AttributeRule = z.infer<typeof attributeRule>;
export type DataRule = z.infer<typeof dataRule>;
export type ReachableRule = z.infer<typeof reachableRule>;
export type EventRule = z.infer<typeof eventRule>;
export type MeasureRule = z.infer<typeof measureRule>;
export type OccurredRule = z.infer<typeof occurredRule>;
export type MessageRule = z.infer<typeof messageRule>;
export type WorkflowRule = z.infer<typeof workflowRule>;
export type SegmentRule = z.infer<typeof segmentRule>;
export type LifecycleRule = z.infer<typeof lifecycleRule>;
export type TagRule = z.infer<typeof tagRule>;

/** A rule that is not made of others. */
export type SingleRule =
  | AttributeRule
  | DataRule
  | ReachableRule
  | EventRule
  | MeasureRule
  | OccurredRule
  | MessageRule
  | WorkflowRule
  | SegmentRule
  | LifecycleRule
  | TagRule;
export type Condition =
  | SingleRule
  | { kind: "all" | "any"; of: Condition[] }
  | { kind: "not"; of: Condition };

/** The single rules of a condition, in the order in which they stand. */
export function rulesIn(rule: Condition): SingleRule[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap(rulesIn);
    case "not":
      return rulesIn(rule.of);
    default:
      return [rule];
  }
}

/** Whether it reads what a run carries, which nobody has before a run. */
export function readsData(rule: Condition): boolean {
  return rulesIn(rule).some(({ kind }) => kind === "data");
}

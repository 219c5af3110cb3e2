import fc from "fast-check";
import type { Condition, PropertyRule, SingleRule } from "../condition.ts";
import {
  eventHows,
  measureFunctions,
  measureOperators,
  messageChannels,
  messageDeeds,
  occurredOperators,
  workflowStates,
} from "../condition.ts";
import { lifecycleStages } from "../lifecycle.ts";
import { isDateOperator, isRelative, type Operator, operators, type Scalar } from "../operators.ts";

/** What generated rules may name. An empty list leaves out the rules that need one. */
export interface RuleNames {
  /** Attributes and fields of the profile. */
  attributes: readonly string[];
  /** Values of a run, by their paths. */
  paths: readonly string[];
  events: readonly string[];
  properties: readonly string[];
  workflowIds: readonly number[];
  segmentIds: readonly number[];
  tags: readonly string[];
  /** What rules compare with, beside numbers and dates. */
  texts: readonly string[];
  /** Numbers that rules compare with; 0 to 5 without. */
  numbers?: readonly number[];
  /** "2026-05-17" */
  dates: readonly string[];
  /** Days that windows are long. */
  days: readonly number[];
}

/** Any rule at all over these names: every kind, every operator, groups up to a few levels deep. */
export function anyCondition(names: RuleNames): fc.Arbitrary<Condition> {
  const single = anySingleRule(names);
  return fc.letrec<{ rule: Condition }>((tie) => ({
    rule: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: single, weight: 4 },
      {
        arbitrary: fc.record({
          kind: fc.constantFrom("all" as const, "any" as const),
          of: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }),
        }),
        weight: 2,
      },
      { arbitrary: fc.record({ kind: fc.constant("not" as const), of: tie("rule") }), weight: 1 },
    ),
  })).rule;
}

/** Any rule that is not made of others. */
export function anySingleRule(names: RuleNames): fc.Arbitrary<SingleRule> {
  const span = anySpan(names);
  const which = {
    event: fc.constantFrom(...names.events),
    ...(names.properties.length === 0
      ? {}
      : { where: maybe(fc.array(anyProperty(names), { maxLength: 2 })) }),
  };
  const kinds: fc.Arbitrary<SingleRule>[] = [
    fc.record({
      kind: fc.constant("reachable" as const),
      channel: fc.constantFrom("email" as const, "web-push" as const, "phone" as const),
    }),
    fc.record({ kind: fc.constant("lifecycle" as const), stage: fc.constantFrom(...lifecycleStages) }),
    fc
      .tuple(
        fc.record({
          kind: fc.constant("message" as const),
          did: fc.constantFrom(...messageDeeds),
          channel: maybe(fc.constantFrom(...messageChannels)),
          ...(names.workflowIds.length === 0
            ? {}
            : { workflowId: maybe(fc.constantFrom(...names.workflowIds)) }),
          atLeast: fc.integer({ min: 1, max: 3 }),
        }),
        span,
      )
      .map(([rule, within]) => whole({ ...rule, ...within })),
  ];
  if (names.attributes.length > 0)
    kinds.push(
      fc
        .tuple(fc.constantFrom(...names.attributes), anyComparison(names))
        .map(([attribute, comparison]) => ({ kind: "attribute" as const, attribute, ...comparison })),
    );
  if (names.paths.length > 0)
    kinds.push(
      fc
        .tuple(fc.constantFrom(...names.paths), anyComparison(names))
        .map(([path, comparison]) => ({ kind: "data" as const, path, ...comparison })),
    );
  if (names.events.length > 0)
    kinds.push(
      fc
        .tuple(
          fc.record({
            kind: fc.constant("event" as const),
            ...which,
            atLeast: fc.integer({ min: 1, max: 4 }),
            how: maybe(fc.constantFrom(...eventHows)),
          }),
          span,
        )
        .map(([rule, within]) => whole({ ...rule, ...within })),
      fc
        .tuple(
          fc.record({ kind: fc.constant("occurred" as const), ...which, ...first }),
          anyOccurrence(names),
        )
        .map(([rule, comparison]) => whole({ ...rule, ...comparison })),
    );
  if (names.events.length > 0 && names.properties.length > 0)
    kinds.push(
      fc
        .tuple(
          fc.record({
            kind: fc.constant("measure" as const),
            ...which,
            of: fc.constantFrom(...measureFunctions),
            property: fc.constantFrom(...names.properties),
            operator: fc.constantFrom(...measureOperators),
            value: anyNumber(names),
          }),
          span,
        )
        .map(([rule, within]) => whole({ ...rule, ...within })),
    );
  if (names.workflowIds.length > 0)
    kinds.push(
      fc.record({
        kind: fc.constant("workflow" as const),
        workflowId: fc.constantFrom(...names.workflowIds),
        state: fc.constantFrom(...workflowStates),
        withinDays: fc.constantFrom(0, ...names.days),
      }),
    );
  if (names.segmentIds.length > 0)
    kinds.push(
      fc.record({ kind: fc.constant("segment" as const), segmentId: fc.constantFrom(...names.segmentIds) }),
    );
  if (names.tags.length > 0)
    kinds.push(fc.record({ kind: fc.constant("tag" as const), tag: fc.constantFrom(...names.tags) }));
  return fc.oneof(...kinds);
}

const first = { which: fc.constantFrom("first" as const, "last" as const) };

function anyProperty(names: RuleNames): fc.Arbitrary<PropertyRule> {
  return fc
    .tuple(fc.constantFrom(...names.properties), anyComparison(names))
    .map(([path, comparison]) => ({ path, ...comparison }));
}

interface Comparison {
  operator: Operator;
  value?: Scalar;
}

/** An operator with something that it can compare with. */
function anyComparison(names: RuleNames): fc.Arbitrary<Comparison> {
  return fc.constantFrom(...operators).chain((operator): fc.Arbitrary<Comparison> => {
    if (operator === "exists" || operator === "missing") return fc.constant({ operator });
    return anyOperand(names, operator).map((value) => ({ operator, value }));
  });
}

function anyOperand(names: RuleNames, operator: Operator): fc.Arbitrary<Scalar> {
  if (isRelative(operator)) return fc.constantFrom(0, ...names.days);
  if (isDateOperator(operator)) return fc.constantFrom(...names.dates);
  const values = [...names.texts, ...names.dates];
  return fc.oneof(
    ...(values.length === 0 ? [] : [fc.constantFrom(...values)]),
    anyNumber(names),
    anyNumber(names).map(String),
    fc.boolean(),
  );
}

function anyOccurrence(names: RuleNames) {
  return fc
    .constantFrom(...occurredOperators)
    .chain((operator) =>
      (isRelative(operator) ? fc.constantFrom(0, ...names.days) : fc.constantFrom(...names.dates)).map(
        (value) => ({ operator, value }),
      ),
    );
}

function anyNumber({ numbers }: RuleNames): fc.Arbitrary<number> {
  return numbers && numbers.length > 0 ? fc.constantFrom(...numbers) : fc.integer({ min: 0, max: 5 });
}

function anySpan({ days }: RuleNames): fc.Arbitrary<{ withinDays: number; beforeDays?: number }> {
  return fc
    .tuple(fc.constantFrom(0, ...days), fc.option(fc.constantFrom(...days), { nil: 0, freq: 3 }))
    .map(([withinDays, beforeDays]) =>
      beforeDays === 0 || (withinDays !== 0 && beforeDays >= withinDays)
        ? { withinDays }
        : { withinDays, beforeDays },
    );
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Without the keys that say nothing, as a stored rule has it. */
function whole<T extends object>(rule: T): T {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as T;
}

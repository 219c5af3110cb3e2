import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Condition, eventCountsIn, holds, operators } from "./condition.ts";
import { type Explained, explainCondition } from "./explain-condition.ts";
import { eventCountKey, type Facts } from "./facts.ts";
import { makeFacts } from "./testing/sample-facts.ts";

const ordered = { kind: "event" as const, event: "Order Completed", atLeast: 1, withinDays: 3 };
const inBerlin = {
  kind: "attribute" as const,
  attribute: "city",
  operator: "equals" as const,
  value: "Berlin",
};

describe("a rule that is explained", () => {
  it("says how often something happened, also when it never did", () => {
    const facts = makeFacts({ eventCounts: { "3:Order Completed": 0 } });
    expect(explainCondition(ordered, facts, {})).toEqual({
      kind: "event",
      holds: false,
      rule: ordered,
      seen: { kind: "count", count: 0, event: "Order Completed", withinDays: 3 },
      parts: [],
    });
  });

  it("says what stands where it looked", () => {
    const total = {
      kind: "data" as const,
      path: "cart.total",
      operator: "greater" as const,
      value: 50,
    };
    const tagged = { ...inBerlin, attribute: "tags", operator: "contains" as const, value: "VIP" };
    const unknown = { ...inBerlin, attribute: "nothing" };
    const seen = (rule: Condition) => explainCondition(rule, makeFacts(), { cart: { total: 24 } }).seen;
    expect(seen(inBerlin)).toEqual({ kind: "value", value: "Berlin" });
    expect(seen(total)).toEqual({ kind: "value", value: 24 });
    expect(seen(tagged)).toEqual({ kind: "value", value: '["vip","Wholesale"]' });
    expect(seen(unknown)).toEqual({ kind: "value", value: null });
    expect(seen({ kind: "reachable", channel: "phone" })).toEqual({ kind: "reachable", value: true });
  });

  it("judges every part, also those behind the one that decides", () => {
    const facts = makeFacts({ eventCounts: { "3:Order Completed": 2 } });
    const shown = explainCondition({ kind: "any", of: [inBerlin, { kind: "not", of: ordered }] }, facts, {});
    expect(shown.holds).toBe(true);
    expect(shown.parts.map((part) => [part.kind, part.holds])).toEqual([
      ["attribute", true],
      ["not", false],
    ]);
    expect(shown.parts[1]?.parts[0]).toMatchObject({ holds: true, seen: { count: 2 } });
  });

  it("cuts what is too long for a line", () => {
    const facts = makeFacts();
    facts.profile.attributes.city = "B".repeat(5000);
    const { seen } = explainCondition(inBerlin, facts, {});
    expect(seen?.kind === "value" && String(seen.value).length).toBe(201);
  });

  it("never disagrees with the evaluator", () => {
    fc.assert(
      fc.property(anyCondition, anyFacts, anyData, (rule, base, data) => {
        const facts = withCounts(base, rule);
        const shown = explainCondition(rule, facts, data);
        expect(shown.holds).toBe(holds(rule, facts, data));
        agrees(shown, rule, facts, data);
      }),
    );
  });
});

/** Every part of the tree has the verdict that the evaluator gives that part alone. */
function agrees(shown: Explained, rule: Condition, facts: Facts, data: Record<string, unknown>): void {
  expect(shown.holds).toBe(holds(rule, facts, data));
  const parts = rule.kind === "not" ? [rule.of] : rule.kind === "all" || rule.kind === "any" ? rule.of : [];
  expect(shown.parts).toHaveLength(parts.length);
  parts.forEach((part, index) => {
    agrees(shown.parts[index]!, part, facts, data);
  });
}

const scalar = fc.oneof(
  fc.constantFrom("Berlin", "berlin", "vip", "", "5", "12"),
  fc.integer({ min: 0, max: 15 }),
  fc.boolean(),
);
const anyValue = fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 3 }), fc.object());
const comparison = { operator: fc.constantFrom(...operators), value: fc.option(scalar, { nil: undefined }) };
const anyLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("attribute" as const),
    attribute: fc.constantFrom("city", "visits", "tags", "plan.name", "email", "nothing", "__proto__"),
    ...comparison,
  }),
  fc.record({
    kind: fc.constant("data" as const),
    path: fc.constantFrom("event.total", "cart.count", "cart", "toString"),
    ...comparison,
  }),
  fc.record({
    kind: fc.constant("reachable" as const),
    channel: fc.constantFrom("email" as const, "web-push" as const, "phone" as const),
  }),
  fc.record({
    kind: fc.constant("event" as const),
    event: fc.constantFrom("Order Completed", "Signed Up"),
    atLeast: fc.integer({ min: 1, max: 4 }),
    withinDays: fc.constantFrom(0, 3, 30),
  }),
);
const { anyCondition } = fc.letrec<{ anyCondition: Condition }>((tie) => ({
  anyCondition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anyLeaf,
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("anyCondition"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not" as const), of: tie("anyCondition") }),
  ),
}));
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    attributes: fc.record({ city: anyValue, visits: anyValue, tags: anyValue, plan: anyValue }),
    reachable: fc.record({ email: fc.boolean(), webPush: fc.boolean(), phone: fc.boolean() }),
    count: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ attributes, reachable, count }) => {
    const facts = makeFacts({ reachable, eventCounts: { default: count } });
    return { ...facts, profile: { ...facts.profile, attributes } };
  });
const anyData = fc.record({ event: fc.record({ total: anyValue }), cart: anyValue });

function withCounts(facts: Facts, rule: Condition): Facts {
  const count = facts.eventCounts.default ?? 0;
  const counts = eventCountsIn(rule).map((need) => [eventCountKey(need), count % (need.withinDays + 2)]);
  return { ...facts, eventCounts: Object.fromEntries(counts) };
}

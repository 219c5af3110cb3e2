import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "./condition.ts";
import { type Explained, explainCondition } from "./explain-condition.ts";
import type { Facts } from "./facts.ts";
import { holds } from "./holds.ts";
import { measureKey, needsIn } from "./needs.ts";
import { anyCondition, type RuleNames } from "./testing/random-condition.ts";
import { anyLife, factsOf } from "./testing/random-life.ts";
import { makeFacts, NOW } from "./testing/sample-facts.ts";

const ordered = { kind: "event" as const, event: "Order Completed", atLeast: 1, withinDays: 3 };
const key = measureKey({ kind: "count", event: "Order Completed", withinDays: 3 });
const inBerlin = {
  kind: "attribute" as const,
  attribute: "city",
  operator: "equals" as const,
  value: "Berlin",
};

describe("a rule that is explained", () => {
  it("says how often something happened, also when it never did", () => {
    const facts = makeFacts({ measures: { [key]: 0 } });
    expect(explainCondition(ordered, facts, {}, NOW)).toEqual({
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
    const seen = (rule: Condition) => explainCondition(rule, makeFacts(), { cart: { total: 24 } }, NOW).seen;
    expect(seen(inBerlin)).toEqual({ kind: "value", value: "Berlin" });
    expect(seen(total)).toEqual({ kind: "value", value: 24 });
    expect(seen(tagged)).toEqual({ kind: "value", value: '["vip","Wholesale"]' });
    expect(seen(unknown)).toEqual({ kind: "value", value: null });
    expect(seen({ kind: "reachable", channel: "phone" })).toEqual({ kind: "reachable", value: true });
  });

  it("judges every part, also those behind the one that decides", () => {
    const facts = makeFacts({ measures: { [key]: 2 } });
    const shown = explainCondition(
      { kind: "any", of: [inBerlin, { kind: "not", of: ordered }] },
      facts,
      {},
      NOW,
    );
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
    const { seen } = explainCondition(inBerlin, facts, {}, NOW);
    expect(seen?.kind === "value" && String(seen.value).length).toBe(201);
  });

  it("never disagrees with the evaluator", () => {
    fc.assert(
      fc.property(anyCondition(names), anyLife(names), anyData, (rule, life, data) => {
        const facts = factsOf(life, needsIn(rule), NOW);
        const shown = explainCondition(rule, facts, data, NOW);
        agrees(shown, rule, facts, data);
      }),
    );
  });
});

/** Every part of the tree has the verdict that the evaluator gives that part alone. */
function agrees(shown: Explained, rule: Condition, facts: Facts, data: Record<string, unknown>): void {
  expect(shown.holds).toBe(holds(rule, facts, data, NOW));
  const parts = rule.kind === "not" ? [rule.of] : rule.kind === "all" || rule.kind === "any" ? rule.of : [];
  expect(shown.parts).toHaveLength(parts.length);
  parts.forEach((part, index) => {
    agrees(shown.parts[index]!, part, facts, data);
  });
}

const names: RuleNames = {
  attributes: ["city", "visits", "tags", "plan.name", "email", "nothing", "__proto__"],
  paths: ["event.total", "cart.count", "cart", "toString"],
  events: ["Order Completed", "Signed Up"],
  properties: ["total", "code"],
  workflowIds: [1, 2],
  segmentIds: [3, 4],
  tags: ["vip"],
  texts: ["Berlin", "vip", "5", "12"],
  dates: ["2026-03-09", "2026-03-11"],
  days: [1, 3, 30],
};
const anyData = fc.record({ event: fc.record({ total: fc.integer() }), cart: fc.object() });

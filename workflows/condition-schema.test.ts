import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Condition, condition } from "./condition.ts";
import { PARTS_MAX, RULE_DEPTH_MAX } from "./condition-limits.ts";
import { anyCondition, type RuleNames } from "./testing/random-condition.ts";

const names: RuleNames = {
  attributes: ["city", "plan.name"],
  paths: ["event.total"],
  events: ["Paid"],
  properties: ["total"],
  workflowIds: [1],
  segmentIds: [2],
  tags: ["vip"],
  texts: ["Berlin"],
  dates: ["2026-05-17"],
  days: [7, 30],
};

/** As workflows that were published before segments came have them. */
const stored = [
  { kind: "attribute", attribute: "city", operator: "equals", value: "Berlin" },
  { kind: "attribute", attribute: "visits", operator: "greater", value: 5 },
  { kind: "attribute", attribute: "vip", operator: "not-equals", value: true },
  { kind: "attribute", attribute: "phone", operator: "missing" },
  { kind: "data", path: "event.total", operator: "less", value: "20" },
  { kind: "data", path: "cart.items", operator: "contains", value: "socks" },
  { kind: "data", path: "cart", operator: "exists", value: "" },
  { kind: "reachable", channel: "web-push" },
  { kind: "event", event: "Order Completed", atLeast: 1000, withinDays: 3650 },
  { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 0 },
];

describe("what was stored before", () => {
  it.each(stored)("%j is read as it is", (rule) => {
    expect(condition.parse(rule)).toEqual(rule);
  });

  it("is read in groups, too", () => {
    const rule = {
      kind: "all",
      of: [
        { kind: "any", of: stored },
        { kind: "not", of: stored[0] },
      ],
    };
    expect(condition.parse(rule)).toEqual(rule);
  });
});

it("reads every rule that there can be, as it is written", () => {
  fc.assert(
    fc.property(anyCondition(names), (rule) => {
      expect(condition.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
    }),
  );
});

describe("the limits", () => {
  const leaf: Condition = { kind: "tag", tag: "vip" };
  const nested = (depth: number): Condition =>
    depth === 0 ? leaf : { kind: depth % 2 === 0 ? "all" : "any", of: [nested(depth - 1)] };
  const wide = (parts: number): Condition => ({
    kind: "any",
    of: Array.from({ length: Math.ceil((parts - 1) / 50) }, (_, index) => ({
      kind: "all" as const,
      // The groups are parts, too.
      of: Array.from({ length: Math.min(49, parts - 1 - index * 50 - 1) }, () => leaf),
    })),
  });
  const problems = (rule: unknown) => condition.safeParse(rule).error?.issues.map(({ message }) => message);

  it("hold for how deep rules stand inside each other", () => {
    expect(condition.safeParse(nested(RULE_DEPTH_MAX)).success).toBe(true);
    const tooDeep = ["Use at most 200 conditions, and groups at most 8 deep"];
    expect(problems(nested(RULE_DEPTH_MAX + 1))).toEqual(tooDeep);
    expect(problems({ kind: "not", of: nested(RULE_DEPTH_MAX) })).toEqual(tooDeep);
  });

  it("hold for how many there are", () => {
    expect(condition.safeParse(wide(PARTS_MAX)).success).toBe(true);
    expect(condition.safeParse(wide(PARTS_MAX + 1)).success).toBe(false);
  });

  it("hold for what would be too deep to be read at all", () => {
    let rule: unknown = leaf;
    for (let depth = 0; depth < 100_000; depth++) rule = { kind: "not", of: rule };
    expect(condition.safeParse(rule).success).toBe(false);
  });
});

it.each<[string, object]>([
  ["beforeDays", { kind: "event", event: "Paid", atLeast: 1, withinDays: 7, beforeDays: 7 }],
  ["atLeast", { kind: "event", event: "Paid", atLeast: 0, how: "at-most", withinDays: 7 }],
  ["withinDays", { kind: "message", did: "opened", atLeast: 1, withinDays: 0.5 }],
  [
    "where.0.value",
    { kind: "event", event: "Paid", atLeast: 1, withinDays: 7, where: [{ path: "a", operator: "equals" }] },
  ],
  ["value", { kind: "attribute", attribute: "renewal", operator: "before", value: "17 May" }],
  ["value", { kind: "attribute", attribute: "renewal", operator: "after", value: "2026-02-30" }],
  ["value", { kind: "attribute", attribute: "renewal", operator: "in-last-days", value: "some" }],
  ["value", { kind: "occurred", event: "Paid", which: "last", operator: "in-last-days", value: 1.5 }],
  [
    "value",
    {
      kind: "measure",
      event: "Paid",
      withinDays: 0,
      of: "sum",
      property: "a",
      operator: "at-least",
      value: "5",
    },
  ],
  ["segmentId", { kind: "segment", segmentId: 0 }],
  ["tag", { kind: "tag", tag: " " }],
  ["stage", { kind: "lifecycle", stage: "asleep" }],
])("refuses %s of %j", (path, rule) => {
  expect(condition.safeParse(rule).error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});

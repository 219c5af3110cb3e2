import { describe, expect, it } from "vitest";
import { type Condition, condition } from "./condition.ts";
import { holds } from "./holds.ts";
import { measureKey, needsIn } from "./needs.ts";
import { type Operator, operators } from "./operators.ts";
import { word } from "./phrase.ts";
import { readPath } from "./read-path.ts";
import { inWords } from "./testing/in-words.ts";
import { makeFacts, NOW } from "./testing/sample-facts.ts";
import { wordOperator } from "./word-comparison.ts";
import { wordCondition } from "./word-condition.ts";

type Value = string | number | boolean;
const attribute = (name: string, operator: Operator, value?: Value): Condition => ({
  kind: "attribute",
  attribute: name,
  operator,
  value,
});
const data = (path: string, operator: Operator, value?: Value): Condition => ({
  kind: "data",
  path,
  operator,
  value,
});
const runData = { event: { total: 49.5, coupon: null, items: [{ sku: "a" }] }, cart: { count: 0 } };

describe("comparing", () => {
  it.each([
    [attribute("city", "equals", "berlin"), true],
    [attribute("city", "equals", "Paris"), false],
    [attribute("visits", "equals", "12"), true],
    [attribute("missing", "equals", "x"), false],
    [attribute("city", "not-equals", "Paris"), true],
    [attribute("city", "not-equals", "BERLIN"), false],
    [attribute("missing", "not-equals", "x"), true],
    [attribute("city", "contains", "erl"), true],
    [attribute("city", "contains", "z"), false],
    [attribute("tags", "contains", "wholesale"), true],
    [attribute("tags", "contains", "whole"), false],
    [attribute("missing", "contains", "x"), false],
    [attribute("visits", "greater", 11), true],
    [attribute("visits", "greater", "12"), false],
    [attribute("city", "greater", 1), false],
    [attribute("missing", "greater", -1), false],
    [attribute("visits", "less", 13), true],
    [attribute("visits", "less", 12), false],
    [attribute("missing", "less", 5), false],
    [attribute("visits", "greater", " "), false],
    [attribute("note", "less", 5), false],
    [attribute("city", "exists"), true],
    [attribute("note", "exists"), false],
    [attribute("phone", "exists"), false],
    [attribute("note", "missing"), true],
    [attribute("city", "missing"), false],
    [attribute("email", "contains", "@example."), true],
    [attribute("plan.name", "equals", "pro"), true],
    [data("event.total", "greater", 49), true],
    [data("event.coupon", "exists"), false],
    [data("event.items.0.sku", "equals", "A"), true],
    [data("cart.count", "exists"), true],
    [data("cart.count", "equals", 0), true],
  ])("%j is %s", (rule, expected) => {
    expect(holds(condition.parse(rule), makeFacts(), runData, NOW)).toBe(expected);
  });

  it("does not take a whole object for a value, nor run what it brings along", () => {
    const attributes = { trap: { toString: 1, valueOf: 1 }, plain: {}, list: [{ toString: null }] };
    const facts = makeFacts({ profile: { ...makeFacts().profile, attributes } });
    for (const name of Object.keys(attributes)) {
      for (const operator of ["equals", "contains", "greater", "less"] as const) {
        expect(
          holds(attribute(name, operator, "[object Object]"), facts, {}, NOW),
          `${name} ${operator}`,
        ).toBe(false);
      }
    }
  });

  it.each(["__proto__", "constructor", "plan.__proto__", "constructor.name", "__proto__.toString"])(
    "does not reach a prototype by the path %s",
    (path) => {
      expect(holds(attribute(path, "exists"), makeFacts(), runData, NOW)).toBe(false);
      expect(holds(data(path, "exists"), makeFacts(), runData, NOW)).toBe(false);
      expect(readPath({ event: {} }, path)).toBeUndefined();
    },
  );
});

describe("joining", () => {
  const yes = attribute("city", "exists");
  const no = attribute("city", "missing");
  it.each([
    [{ kind: "all" as const, of: [yes, yes] }, true],
    [{ kind: "all" as const, of: [yes, no] }, false],
    [{ kind: "any" as const, of: [no, yes] }, true],
    [{ kind: "any" as const, of: [no, no] }, false],
    [{ kind: "not" as const, of: no }, true],
    [{ kind: "not" as const, of: { kind: "all" as const, of: [yes, yes] } }, false],
  ])("%j is %s", (rule, expected) => {
    expect(holds(condition.parse(rule), makeFacts(), {}, NOW)).toBe(expected);
  });
});

it("asks where somebody can be reached", () => {
  const facts = makeFacts({ reachable: { email: true, webPush: false, phone: false } });
  expect(holds({ kind: "reachable", channel: "email" }, facts, {}, NOW)).toBe(true);
  expect(holds({ kind: "reachable", channel: "web-push" }, facts, {}, NOW)).toBe(false);
  const byPhone: Condition = { kind: "reachable", channel: "phone" };
  expect(holds(byPhone, facts, {}, NOW)).toBe(false);
  expect(holds(byPhone, makeFacts(), {}, NOW)).toBe(true);
  expect(word(wordCondition(byPhone))).toBe("can be reached by phone");
});

it("counts events, all of which it names beforehand", () => {
  const ordered: Condition = { kind: "event", event: "Order Completed", atLeast: 2, withinDays: 30 };
  const rule: Condition = { kind: "any", of: [{ kind: "not", of: ordered }, attribute("city", "missing")] };
  const need = { kind: "count" as const, event: "Order Completed", withinDays: 30 };
  expect(needsIn(rule)).toEqual([need]);
  const counted = (count: number) => makeFacts({ measures: { [measureKey(need)]: count } });
  expect(holds(ordered, counted(1), {}, NOW)).toBe(false);
  expect(holds(ordered, counted(2), {}, NOW)).toBe(true);
  expect(() => holds(ordered, makeFacts(), {}, NOW)).toThrow("not loaded");
});

it("needs something to compare with, and a known kind of rule", () => {
  for (const operator of operators) {
    const bare = operator === "exists" || operator === "missing";
    expect(condition.safeParse(attribute("city", operator)).success, operator).toBe(bare);
    expect(condition.safeParse(data("event.total", operator, "")).success, operator).toBe(bare);
  }
  for (const rule of [{ kind: "script" }, { kind: "all", of: [] }, { kind: "not" }, null, "city = Berlin"]) {
    expect(condition.safeParse(rule).success).toBe(false);
  }
});

it("is said in words", () => {
  expect(word(wordCondition(attribute("city", "equals", "Berlin")))).toBe("city is Berlin");
  expect(
    inWords(
      wordCondition({
        kind: "any",
        of: [
          { kind: "event", event: "Order Completed", atLeast: 2, withinDays: 30 },
          { kind: "not", of: { kind: "reachable", channel: "web-push" } },
          data("cart.total", "exists"),
        ],
      }),
    ),
  ).toBe(
    "did “Order Completed” at least 2 times in the last 30 days or cannot be reached by web push or cart.total is known",
  );
  expect(new Set(operators.map(wordOperator)).size).toBe(operators.length);
});

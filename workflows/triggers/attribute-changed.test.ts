import { expect, it } from "vitest";
import { inWords } from "../testing/in-words.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { attributeChanged } from "./attribute-changed.ts";

const { profile } = makeFacts();
const context = { zone: "UTC", carts: [] };
const withPoints = (points: unknown) => ({ ...profile, attributes: { points } });

function starts(operator: string, value: string, before: unknown, after: unknown): boolean {
  const config = attributeChanged.config.parse({ attribute: "points", operator, value });
  const change = {
    before: before === "nobody" ? null : withPoints(before),
    after: withPoints(after),
    at: NOW,
  };
  return (attributeChanged.onProfile?.(config, change, context).length ?? 0) > 0;
}

it.each([
  ["any", "", 1, 2, true],
  ["any", "", 1, 1, false],
  ["any", "", 1, undefined, true],
  ["any", "", undefined, 1, true],
  ["any", "", null, undefined, false],
  ["any", "", "nobody", 1, true],
  ["any", "", "nobody", undefined, false],
  ["any", "", { a: 1, b: [2] }, { b: [2], a: 1 }, false],
  ["any", "", { a: 1, b: [2] }, { a: 1, b: [3] }, true],
  ["any", "", [1, 2], [2, 1], true],
  ["equals", "5", 4, 5, true],
  ["equals", "5", 5, "5", false],
  ["equals", "5", "nobody", 5, true],
  ["not-equals", "5", 5, 6, true],
  ["not-equals", "5", 6, 7, false],
  ["not-equals", "5", "nobody", 6, false],
  ["contains", "vip", ["new"], ["new", "vip"], true],
  ["contains", "vip", ["vip"], ["vip", "new"], false],
  ["greater", "100", 90, 120, true],
  ["greater", "100", 120, 130, false],
  ["greater", "100", 120, 90, false],
  ["less", "100", 120, 90, true],
  ["exists", "", undefined, 1, true],
  ["exists", "", 1, 2, false],
  ["missing", "", 1, undefined, true],
  ["missing", "", "nobody", undefined, false],
] as const)("“%s” %s, from %j to %j: %s", (operator, value, before, after, expected) => {
  expect(starts(operator, value, before, after)).toBe(expected);
});

it("tells the run what it was and what it is, also for a field of the profile", () => {
  const config = attributeChanged.config.parse({ attribute: "email" });
  const change = { before: { ...profile, email: null }, after: profile, at: NOW };
  expect(attributeChanged.onProfile?.(config, change, context)).toEqual([
    {
      kind: "start",
      entryKey: "once",
      data: { attribute: "email", before: null, after: "ana@example.com" },
    },
  ]);
});

it("says which change is meant", () => {
  const words = (operator: string, value = "") =>
    attributeChanged.describe(attributeChanged.config.parse({ attribute: "plan", operator, value }));
  expect(inWords(words("any"))).toBe("When plan changes");
  expect(inWords(words("greater", "100"))).toBe("When plan rises above 100");
  expect(inWords(words("missing", "left over"))).toBe("When plan is removed");
});

it("asks for a value where there is something to compare with", () => {
  const problems = attributeChanged.config.safeParse({ attribute: "plan", operator: "equals" }).error?.issues;
  expect(problems).toMatchObject([{ message: "Enter a value to compare with", path: ["value"] }]);
});

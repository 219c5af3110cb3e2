import { describe, expect, it } from "vitest";
import { type Condition, condition } from "#workflows/condition.ts";
import type { Facts } from "#workflows/facts.ts";
import { holds } from "#workflows/holds.ts";
import { makeFacts } from "#workflows/testing/sample-facts.ts";
import { type GroupDraft, leafKinds, newLeaf, newRow, readGroup, rowPath, writeGroup } from "./rule-draft.ts";

const reachable: Condition = { kind: "reachable", channel: "email" };
const city: Condition = { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" };
const NOW = Date.UTC(2026, 4, 1);

describe("a rule in the editor", () => {
  it.each<[string, Condition]>([
    ["one condition", reachable],
    ["its opposite", { kind: "not", of: reachable }],
    ["several", { kind: "any", of: [reachable, city] }],
    ["none of several", { kind: "not", of: { kind: "any", of: [reachable, city] } }],
    ["none of one", { kind: "not", of: { kind: "any", of: [city] } }],
    ["a group inside a group", { kind: "all", of: [city, { kind: "any", of: [reachable, city] }] }],
    [
      "a group of which none may hold inside another",
      { kind: "any", of: [city, { kind: "not", of: { kind: "any", of: [{ kind: "not", of: city }] } }] },
    ],
    [
      "every part of a condition",
      {
        ...{ kind: "event", event: "Order Completed", atLeast: 2, how: "exactly", withinDays: 90 },
        ...{ beforeDays: 7, where: [{ path: "total", operator: "greater", value: 50 }] },
      },
    ],
  ])("comes out as it went in: %s", (_, rule) => {
    expect(condition.parse(rule)).toEqual(rule);
    expect(writeGroup(readGroup(rule))).toEqual(rule);
  });

  it.each<Condition>([
    { kind: "not", of: { kind: "all", of: [reachable, city] } },
    { kind: "not", of: { kind: "all", of: [reachable, { kind: "any", of: [city, reachable] }] } },
    { kind: "not", of: { kind: "not", of: { kind: "any", of: [reachable, city] } } },
  ])("keeps its meaning where the editor has no words for “not” around a group", (rule) => {
    const rewritten = condition.parse(writeGroup(readGroup(rule)));
    for (const email of [true, false]) {
      for (const name of ["Lyon", "Paris"]) {
        const facts = factsOf(email, name);
        expect(holds(rewritten, facts, {}, NOW)).toBe(holds(rule, facts, {}, NOW));
      }
    }
  });

  it("starts empty for anything that is no rule", () => {
    expect(readGroup(undefined)).toEqual({ match: "all", rows: [] });
    expect(readGroup({ kind: "all", of: "?" })).toEqual({ match: "all", rows: [] });
  });

  it.each(["all", "none"] as const)(
    "finds the problems of each line where the rule has them: %s",
    (match) => {
      const one: GroupDraft = { match, rows: [{ row: "leaf", negated: true, leaf: newLeaf("attribute") }] };
      const two: GroupDraft = { match, rows: [...one.rows, ...one.rows] };
      const nested: GroupDraft = { match, rows: [newRow(), { row: "group", ...two }] };
      for (const [group, index] of [
        [one, 0],
        [two, 1],
      ] as const) {
        const paths = pathsIn(writeGroup(group));
        expect(paths).toContain([rowPath(group, index), "attribute"].filter(Boolean).join("."));
      }
      expect(pathsIn(writeGroup(nested))).toContain(`${rowPath(nested, 1)}.${rowPath(two, 1)}.attribute`);
    },
  );

  it.each(leafKinds)("begins a condition of the kind %s with all that only a choice can fill", (kind) => {
    const problems = condition.safeParse(newLeaf(kind)).error?.issues ?? [];
    // None is the parser's own: each has words for people.
    expect(
      problems.map(({ message }) => message).filter((message) => /^(Invalid|Too )/.test(message)),
    ).toEqual([]);
  });
});

function pathsIn(rule: unknown): string[] {
  return condition.safeParse(rule).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

function factsOf(email: boolean, city: string): Facts {
  const facts = makeFacts({ reachable: { email, webPush: false, phone: false } });
  return { ...facts, profile: { ...facts.profile, attributes: { city } } };
}

import { describe, expect, it } from "vitest";
import { type Condition, condition, holds } from "#workflows/condition.ts";
import type { Facts } from "#workflows/facts.ts";
import { makeFacts } from "#workflows/testing/sample-facts.ts";
import { type GroupDraft, newLeaf, readGroup, rowPath, writeGroup } from "./condition-draft.ts";

const reachable: Condition = { kind: "reachable", channel: "email" };
const city: Condition = { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" };

describe("a rule in the editor", () => {
  it.each<[string, Condition]>([
    ["one condition", reachable],
    ["its opposite", { kind: "not", of: reachable }],
    ["several", { kind: "any", of: [reachable, city] }],
    ["a group inside a group", { kind: "all", of: [city, { kind: "any", of: [reachable, city] }] }],
  ])("comes out as it went in: %s", (_, rule) => {
    expect(writeGroup(readGroup(rule))).toEqual(rule);
  });

  it("keeps its meaning where the editor has no words for “not” around a group", () => {
    const rule: Condition = { kind: "not", of: { kind: "all", of: [reachable, city] } };
    const rewritten = condition.parse(writeGroup(readGroup(rule)));
    for (const email of [true, false]) {
      for (const name of ["Lyon", "Paris"]) {
        const facts = factsOf(email, name);
        expect(holds(rewritten, facts, {})).toBe(holds(rule, facts, {}));
      }
    }
  });

  it("starts empty for anything that is no rule", () => {
    expect(readGroup(undefined)).toEqual({ match: "all", rows: [] });
    expect(readGroup({ kind: "all", of: "?" })).toEqual({ match: "all", rows: [] });
  });

  it("finds the problems of each line where the written rule has them", () => {
    const one: GroupDraft = {
      match: "all",
      rows: [{ row: "leaf", negated: true, leaf: newLeaf("attribute") }],
    };
    const two: GroupDraft = { ...one, rows: [...one.rows, ...one.rows] };
    for (const [group, index] of [
      [one, 0],
      [two, 1],
    ] as const) {
      const paths = condition.safeParse(writeGroup(group)).error?.issues.map(({ path }) => path.join("."));
      expect(paths).toContain([rowPath(group, index), "attribute"].filter(Boolean).join("."));
    }
  });
});

function factsOf(email: boolean, city: string): Facts {
  const facts = makeFacts({ reachable: { email, webPush: false, phone: false } });
  return { ...facts, profile: { ...facts.profile, attributes: { city } } };
}

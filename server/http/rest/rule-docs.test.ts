import { expect, it } from "vitest";
import type { rulesIn } from "#workflows/condition.ts";
import { segmentRule } from "#workflows/segment-rule.ts";
import { ruleDescription, ruleExamples } from "./rule-docs.ts";

/** Every kind of rule about people; a new one does not compile without a line here. */
const kinds: Record<Exclude<ReturnType<typeof rulesIn>[number]["kind"], "data">, true> = {
  attribute: true,
  reachable: true,
  event: true,
  measure: true,
  occurred: true,
  message: true,
  workflow: true,
  segment: true,
  lifecycle: true,
  tag: true,
};

it("shows programs a rule of each kind, and only such as are taken", () => {
  for (const rule of ruleExamples)
    expect(segmentRule.safeParse(rule).success, JSON.stringify(rule)).toBe(true);
  const shown = new Set(ruleExamples.map(({ kind }) => kind));
  for (const kind of Object.keys(kinds)) {
    expect(shown).toContain(kind);
    expect(ruleDescription).toContain(`\`${kind}\``);
  }
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { holds } from "./holds.ts";
import { needsIn } from "./needs.ts";
import { anyCondition, type RuleNames } from "./testing/random-condition.ts";
import { anyLife, factsOf, type Life } from "./testing/random-life.ts";
import { NOW } from "./testing/sample-facts.ts";
import { type Touches, touches } from "./touches.ts";

const names: RuleNames = {
  attributes: ["city", "plan.name", "renewal", "tags", "lastSeenAt", "email"],
  paths: [],
  events: ["Paid", "Seen"],
  properties: ["total", "delivery"],
  workflowIds: [1, 2],
  segmentIds: [3, 4],
  tags: ["vip", "new"],
  texts: ["berlin", "vip"],
  numbers: [0, 1, 2, 3],
  dates: ["2026-03-09", "2026-03-12"],
  days: [1, 2, 7],
};

/** The first life, with everything of the second that the rule says cannot matter. */
function changed(one: Life, other: Life, known: Touches): Life {
  const kept = <T extends object>(from: T, to: T, isTouched: (key: string) => boolean): T =>
    Object.fromEntries(
      Object.entries({ ...to, ...from }).map(([key]) => [key, (isTouched(key) ? from : to)[key as keyof T]]),
    ) as T;
  const { attributes, ...fields } = one.profile;
  return {
    profile: {
      ...kept(fields, other.profile, (name) => known.attributes.has(name)),
      attributes: kept(attributes, other.profile.attributes, (name) => known.attributes.has(name)),
    },
    webPush: known.webPush ? one.webPush : other.webPush,
    events: kept(one.events, other.events, (name) => known.events.has(name)),
    messages: known.messages ? one.messages : other.messages,
    runs: [
      ...one.runs.filter(({ workflowId }) => known.workflows.has(workflowId)),
      ...other.runs.filter(({ workflowId }) => !known.workflows.has(workflowId)),
    ],
    segments: [
      ...one.segments.filter((id) => known.segments.has(id)),
      ...other.segments.filter((id) => !known.segments.has(id)),
    ],
    stage: known.lifecycle ? one.stage : other.stage,
    tags: known.tags ? one.tags : other.tags,
  };
}

it("names all that can change the answer", () => {
  fc.assert(
    fc.property(anyCondition(names), anyLife(names), anyLife(names), (rule, one, other) => {
      const answer = (life: Life) => holds(rule, factsOf(life, needsIn(rule), NOW), {}, NOW);
      expect(answer(changed(one, other, touches(rule)))).toBe(answer(one));
    }),
    { numRuns: 1000 },
  );
});

it("names nothing else", () => {
  const found = touches({
    kind: "any",
    of: [
      { kind: "attribute", attribute: "plan.name", operator: "equals", value: "pro" },
      { kind: "not", of: { kind: "event", event: "Paid", atLeast: 1, withinDays: 30 } },
      { kind: "segment", segmentId: 3 },
    ],
  });
  expect(found).toEqual({
    attributes: new Set(["plan"]),
    events: new Set(["Paid"]),
    messages: false,
    workflows: new Set(),
    segments: new Set([3]),
    lifecycle: false,
    tags: false,
    webPush: false,
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "./condition.ts";
import { holds } from "./holds.ts";
import { needsIn, turnNeedsIn } from "./needs.ts";
import { anyCondition, type RuleNames } from "./testing/random-condition.ts";
import { anyLife, factsOf, type Life } from "./testing/random-life.ts";
import { DAY_MS, NOW } from "./testing/sample-facts.ts";
import { turnsAt } from "./turns.ts";

const names: RuleNames = {
  attributes: ["renewal", "visits", "createdAt", "lastSeenAt"],
  paths: ["event.date"],
  events: ["Paid", "Seen"],
  properties: ["total", "delivery"],
  workflowIds: [1, 2],
  segmentIds: [3],
  tags: ["vip"],
  texts: ["berlin"],
  numbers: [0, 1, 2, 3],
  dates: ["2026-03-09", "2026-03-10", "2026-03-12"],
  days: [1, 2, 3, 7],
};
const data = { event: { date: "2026-03-11" } };
/** Longer than any window or date of the names is away. */
const HORIZON_DAYS = 12;

const factsAt = (life: Life, rule: Condition, now: number) =>
  factsOf(life, [...needsIn(rule), ...turnNeedsIn(rule)], now);
const answerAt = (life: Life, rule: Condition, now: number) =>
  holds(rule, factsOf(life, needsIn(rule), now), data, now);

/** Each hour, and the moments at which a window that begins or ends at a whole hour may turn. */
function moments(until: number): number[] {
  const all: number[] = [];
  for (let hour = 0; hour <= HORIZON_DAYS * 24; hour++)
    for (const ms of [-1, 0, 1, 2]) all.push(NOW + hour * 3_600_000 + ms);
  return [...all.filter((at) => at > NOW && at < until), ...(Number.isFinite(until) ? [until - 1] : [])];
}

it("keeps its answer until it turns", () => {
  fc.assert(
    fc.property(anyCondition(names), anyLife(names), (rule, life) => {
      const turn = turnsAt(rule, factsAt(life, rule, NOW), NOW, data);
      if (turn !== null) expect(turn).toBeGreaterThan(NOW);
      const before = answerAt(life, rule, NOW);
      for (const at of moments(turn ?? Number.POSITIVE_INFINITY))
        if (answerAt(life, rule, at) !== before)
          throw new Error(`turned at ${at - NOW}, not at ${turn && turn - NOW}`);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it("is not asked too early about how often something happened: its answer is another one then", () => {
  const anyCount = anyCondition({ ...names, properties: [] }).filter(({ kind }) => kind === "event");
  fc.assert(
    fc.property(anyCount, anyLife(names), (rule, life) => {
      const turn = turnsAt(rule, factsAt(life, rule, NOW), NOW);
      if (turn !== null) expect(answerAt(life, rule, turn)).toBe(!answerAt(life, rule, NOW));
    }),
  );
});

describe("a rule over events", () => {
  const life = (...daysAgo: number[]): Life => ({
    profile: { email: null, phone: null, timezone: "UTC", lastSeenAt: null, attributes: {} },
    webPush: false,
    events: { Paid: daysAgo.map((days) => ({ at: NOW - days * DAY_MS, properties: { total: 10 } })) },
    messages: [],
    runs: [],
    segments: [],
    stage: null,
    tags: [],
  });
  const turn = (rule: Condition, of: Life) => {
    const at = turnsAt(rule, factsAt(of, rule, NOW), NOW);
    return at === null ? null : (at - 1 - NOW) / DAY_MS;
  };
  const paid = { kind: "event" as const, event: "Paid", atLeast: 2, withinDays: 30 };

  it("turns when the one that made it hold is too long ago", () => {
    expect(turn(paid, life(1, 5, 20))).toBe(25);
    expect(turn({ ...paid, how: "exactly" }, life(1, 5, 20))).toBe(10);
    expect(turn({ ...paid, how: "at-most" }, life(1, 5, 20))).toBe(10);
  });

  it("never turns by itself when only another event can make it hold", () => {
    expect(turn(paid, life(5))).toBeNull();
    expect(turn({ ...paid, withinDays: 0 }, life(1, 5, 20))).toBeNull();
  });

  it("turns when one that is too new yet is old enough", () => {
    expect(turn({ ...paid, atLeast: 1, beforeDays: 7 }, life(5))).toBe(2);
  });

  it("turns when the last time was too long ago", () => {
    const rule: Condition = {
      kind: "occurred",
      event: "Paid",
      which: "last",
      operator: "in-last-days",
      value: 30,
    };
    expect(turn(rule, life(4, 9))).toBe(26);
    expect(turn({ ...rule, which: "first" }, life(4, 9))).toBe(21);
    expect(turn(rule, life())).toBeNull();
  });
});

it("cannot tell without the times that it needs", () => {
  const rule: Condition = { kind: "event", event: "Paid", atLeast: 1, withinDays: 1 };
  fc.assert(
    fc.property(anyLife(names), (life) => {
      expect(() => turnsAt(rule, factsOf(life, needsIn(rule), NOW), NOW)).toThrow("not loaded");
    }),
    { numRuns: 1 },
  );
});

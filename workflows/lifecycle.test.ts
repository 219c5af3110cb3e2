import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Activity, returnIn, stageOf, stageTurnsAt, thresholdsFor } from "./lifecycle.ts";
import { DAY_MS, NOW } from "./testing/sample-facts.ts";

const thresholds = { newDays: 30, resurrectedDays: 30, atRiskDays: 45, dormantDays: 60, lostDays: 90 };
const activity = (...daysAgo: number[]): Activity => {
  const times = daysAgo.map((days) => NOW - days * DAY_MS).sort((a, b) => b - a);
  return { firstAt: times.at(-1) ?? null, lastAt: times[0] ?? null, returnedAt: returnIn(times, thresholds) };
};

describe("a stage of life", () => {
  it.each([
    [null, []],
    ["new", [0]],
    ["new", [29.99]],
    ["active", [30]],
    ["active", [5, 40, 80]],
    ["at-risk", [45]],
    ["at-risk", [59.99, 70]],
    ["dormant", [60]],
    ["lost", [90]],
    ["resurrected", [5, 65]],
    ["resurrected", [0, 1, 61.5, 300]],
    ["active", [31, 100]],
    ["at-risk", [46, 200]],
  ])("is %s with activity %j days ago", (stage, daysAgo) => {
    expect(stageOf(activity(...daysAgo), thresholds, NOW)).toBe(stage);
  });

  it("goes on by itself exactly when it says", () => {
    const days = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(days, (daysAgo) => {
        const known = activity(...daysAgo.map((day) => Math.round(day * DAY_MS) / DAY_MS));
        const stage = stageOf(known, thresholds, NOW);
        const turn = stageTurnsAt(known, thresholds, NOW);
        const until = turn ?? NOW + 1000 * DAY_MS;
        for (const at of [NOW + 1, (NOW + until) / 2, until - 1])
          if (at > NOW && at < until) expect(stageOf(known, thresholds, at)).toBe(stage);
        if (turn !== null) expect(stageOf(known, thresholds, turn)).not.toBe(stage);
        expect(turn === null).toBe(stage === null || stage === "lost");
      }),
    );
  });
});

describe("the thresholds", () => {
  it("follow the shop's own buying cycle, and are never shorter than what says anything", () => {
    const days = (gap: number | null) => Object.values(thresholdsFor(gap));
    expect(days(null)).toEqual([30, 30, 30, 60, 90]);
    expect(days(10)).toEqual([30, 30, 30, 60, 90]);
    expect(days(60)).toEqual([60, 60, 90, 120, 180]);
  });

  it("keep their order", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2000, noNaN: true }), (gap) => {
        const { atRiskDays, dormantDays, lostDays } = thresholdsFor(gap);
        expect(atRiskDays).toBeLessThan(dormantDays);
        expect(dormantDays).toBeLessThan(lostDays);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Asked, compareValues, comparisonTurns } from "./compare-values.ts";
import { type Operator, operators } from "./operators.ts";
import { DAY_MS, HOUR_MS, NOW } from "./testing/sample-facts.ts";

/** 10 March 2026, 10:00 UTC. */
const utc: Asked = { now: NOW, zone: "UTC" };

describe("texts and numbers", () => {
  it.each<[unknown, Operator, unknown, boolean]>([
    ["Berlin", "starts-with", "ber", true],
    ["Berlin", "starts-with", "lin", false],
    ["Berlin", "ends-with", "LIN", true],
    [["Berlin"], "starts-with", "ber", false],
    [undefined, "starts-with", "b", false],
    ["Berlin", "not-contains", "erl", false],
    ["Berlin", "not-contains", "x", true],
    [undefined, "not-contains", "x", true],
    [["vip", "new"], "not-contains", "VIP", false],
    [["vip", "new"], "contains", "vi", false],
    [5, "at-least", 5, true],
    [5, "at-least", "5.5", false],
    ["5", "at-most", 5, true],
    [undefined, "at-most", 5, false],
    ["many", "at-least", 0, false],
    [5, "equals", "5.0", true],
    ["5.0", "equals", "5", false],
    ["01234", "equals", "1234", false],
    [true, "equals", "TRUE", true],
    [["a"], "equals", "a", false],
    [["a"], "not-equals", "a", true],
  ])("%j %s %j is %s", (actual, operator, expected, holds) => {
    expect(compareValues(actual, operator, expected, utc)).toBe(holds);
  });
});

describe("dates", () => {
  it.each<[unknown, Operator, unknown, boolean]>([
    ["2026-03-09", "before", "2026-03-10", true],
    ["2026-03-10", "before", "2026-03-10", false],
    ["2026-03-10", "after", "2026-03-10", false],
    ["2026-03-11", "after", "2026-03-10", true],
    ["2026-03-10T23:59:59.999Z", "after", "2026-03-10", false],
    ["2026-03-11T00:00:00Z", "after", "2026-03-10", true],
    ["2026-03-10T00:30+01:00", "before", "2026-03-10", true],
    [NOW, "after", "2026-03-09", true],
    ["soon", "before", "2026-03-10", false],
    ["2026-02-30", "before", "2026-03-10", false],
    [undefined, "after", "2026-03-10", false],
    ["2026-03-10", "before", "tomorrow", false],
    [NOW - 3 * DAY_MS, "in-last-days", 3, true],
    [NOW - 3 * DAY_MS - 1, "in-last-days", 3, false],
    [NOW + 1, "in-last-days", 3, false],
    [NOW - 3 * DAY_MS - 1, "not-in-last-days", "3", true],
    [NOW - DAY_MS, "not-in-last-days", 3, false],
    [undefined, "not-in-last-days", 3, false],
    [NOW + 3 * DAY_MS, "in-next-days", 3, true],
    [NOW - 1, "in-next-days", 3, false],
    // Today is among the last days and among the next, whatever the hour.
    ["2026-03-10", "in-last-days", 0, true],
    ["2026-03-10", "in-next-days", 0, true],
    ["2026-03-07", "in-last-days", 3, true],
    ["2026-03-06", "in-last-days", 3, false],
    ["2026-03-13", "in-next-days", 3, true],
    ["2026-03-14", "in-next-days", 3, false],
    [NOW, "in-last-days", -1, false],
    [NOW, "in-last-days", "some", false],
  ])("%j %s %j is %s", (actual, operator, expected, holds) => {
    expect(compareValues(actual, operator, expected, utc)).toBe(holds);
  });

  it("begin where the profile lives", () => {
    const at = Date.UTC(2026, 2, 9, 23, 30);
    expect(compareValues(at, "before", "2026-03-10", utc)).toBe(true);
    expect(compareValues(at, "before", "2026-03-10", { ...utc, zone: "Europe/Berlin" })).toBe(false);
    const written = "2026-03-10T00:30";
    expect(compareValues(written, "before", "2026-03-10", { ...utc, zone: "Asia/Tokyo" })).toBe(false);
  });

  it("turn at the moments that are named, and only there", () => {
    const value = fc.oneof(
      fc.integer({ min: -100, max: 100 }).map((hours) => NOW + hours * HOUR_MS),
      fc.integer({ min: 1, max: 20 }).map((day) => `2026-03-${String(day).padStart(2, "0")}`),
    );
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York");
    const days = fc.integer({ min: 0, max: 4 });
    const when = fc.integer({ min: -200, max: 200 }).map((hours) => NOW + hours * HOUR_MS);
    fc.assert(
      fc.property(
        value,
        fc.constantFrom(...operators),
        days,
        zone,
        when,
        (actual, operator, expected, where, now) => {
          const answer = (at: number) => compareValues(actual, operator, expected, { now: at, zone: where });
          const next = comparisonTurns(actual, operator, expected, where).filter((at) => at > now);
          const turn = Math.min(...next, now + 1000 * HOUR_MS);
          expect(answer(turn - 1)).toBe(answer(now));
          if (next.length > 0 && expected > 0) expect(answer(turn)).toBe(!answer(now));
        },
      ),
    );
  });
});

it("takes no object for a value, whatever it is compared with", () => {
  for (const operator of operators) {
    const trap = { toString: 1, valueOf: 1 };
    const holds = compareValues(trap, operator, "x", utc);
    expect(holds, operator).toBe(["exists", "not-equals", "not-contains"].includes(operator));
  }
});

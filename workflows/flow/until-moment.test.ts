import { describe, expect, it } from "vitest";
import type { StepContext, StepDefinition } from "../node.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { MOMENT_LATE_MAX_MS, momentFor, untilMoment } from "./until-moment.ts";

const at = "2026-03-10T11:00";
const elevenInBerlin = NOW;
const step = untilMoment as unknown as StepDefinition;
const context = (now: number, laterMs = 0): StepContext => ({
  nodeId: "wait",
  facts: makeFacts(),
  data: { laterMs },
  now,
});
const intention = (from: number) => ({ kind: "until-moment" as const, from, at, laterMs: 0 });

describe("a wait until a date and time", () => {
  it("is over at that time where the person lives", () => {
    const begun = elevenInBerlin - 20 * HOUR_MS;
    expect(step.execute({ at }, context(begun))).toEqual({
      kind: "wait",
      until: elevenInBerlin,
      intention: intention(begun),
    });
    expect(step.resume!({ at }, intention(begun), context(elevenInBerlin))).toEqual({
      kind: "go",
      port: "next",
    });
  });

  it("is not begun by somebody who comes a little late, and is for the next day for those who come later", () => {
    const late = elevenInBerlin + MOMENT_LATE_MAX_MS;
    expect(step.execute({ at }, context(late))).toEqual({ kind: "go", port: "next" });
    expect(step.execute({ at }, context(late + 1))).toMatchObject({ until: elevenInBerlin + DAY_MS });
  });

  it("is for the next day when the server was away for longer than that, and over then", () => {
    const begun = elevenInBerlin - HOUR_MS;
    const back = elevenInBerlin + 3 * HOUR_MS;
    const put = step.resume!({ at }, intention(begun), context(back));
    expect(put).toEqual({ kind: "wait", until: elevenInBerlin + DAY_MS, intention: intention(back) });
    const nextDay = context(elevenInBerlin + DAY_MS + 40);
    expect(step.resume!({ at }, intention(back), nextDay)).toEqual({ kind: "go", port: "next" });
  });

  it("is longer by the place in a line, on the day itself and on the next one", () => {
    const later = 90 * 60_000;
    expect(momentFor(at, later, "UTC", NOW)).toBe(NOW + HOUR_MS + later);
    expect(momentFor(at, later, "UTC", NOW + HOUR_MS + later + MOMENT_LATE_MAX_MS)).toBe(
      NOW + HOUR_MS + later,
    );
    expect(momentFor(at, later, "UTC", NOW + 5 * HOUR_MS)).toBe(NOW + DAY_MS + HOUR_MS + later);
  });

  it("keeps to the clock on the wall when the clocks change", () => {
    const change = "2026-03-29T02:30";
    // That half past two does not exist in Berlin: it is half past three, an hour after half past one.
    expect(momentFor(change, 0, "Europe/Berlin", NOW)).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });
});

import { expect, it } from "vitest";
import { Pace } from "./pace.ts";

it("spreads what comes at once, and keeps no place that nobody took", () => {
  const pace = new Pace(60);
  expect([0, 0, 500].map((now) => pace.takeMs(now))).toEqual([0, 1000, 1500]);
  expect(pace.takeMs(60_000)).toBe(0);
  expect(pace.takeMs(60_000)).toBe(1000);
});

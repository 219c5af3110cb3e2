import { expect, it } from "vitest";
import { countsAt, spreadTimes, withTime } from "./event-times.ts";
import { DAY_MS, NOW } from "./testing/sample-facts.ts";

const needs = [
  { event: "Order Completed", withinDays: 30 },
  { event: "Order Completed", withinDays: 0 },
  { event: "toString", withinDays: 0 },
];

it("counts what lies within the days before a moment, and forgets it as the clock goes on", () => {
  const times = { "Order Completed": spreadTimes(3, 30, NOW) };
  const at = (days: number) => countsAt(needs, times, NOW + days * DAY_MS)["30:Order Completed"];
  expect([at(0), at(6), at(16), at(60)]).toEqual([3, 2, 1, 0]);
  expect(countsAt(needs, times, NOW + 60 * DAY_MS)["0:Order Completed"]).toBe(3);
});

it("does not count what has not happened yet", () => {
  const times = withTime(withTime({}, "Order Completed", NOW + 1), "toString", NOW);
  expect(countsAt(needs, times, NOW)).toEqual({
    "30:Order Completed": 0,
    "0:Order Completed": 0,
    "0:toString": 1,
  });
  expect(countsAt(needs, times, NOW + 1)["0:Order Completed"]).toBe(1);
});

import { expect, it } from "vitest";
import { measuresAt, spreadTimes, withTime } from "./event-times.ts";
import { type CountNeed, measureKey } from "./needs.ts";
import { DAY_MS, NOW } from "./testing/sample-facts.ts";

const need = (event: string, withinDays: number): CountNeed => ({ kind: "count", event, withinDays });
const month = need("Order Completed", 30);
const ever = need("Order Completed", 0);
const needs = [month, ever, need("toString", 0)];

it("counts what lies within the days before a moment, and forgets it as the clock goes on", () => {
  const times = { "Order Completed": spreadTimes(3, 30, NOW) };
  const at = (days: number) => measuresAt(needs, times, NOW + days * DAY_MS, "UTC");
  expect([0, 6, 16, 60].map((days) => at(days)[measureKey(month)])).toEqual([3, 2, 1, 0]);
  expect(at(60)[measureKey(ever)]).toBe(3);
});

it("does not count what has not happened yet", () => {
  const times = withTime(withTime({}, "Order Completed", NOW + 1), "toString", NOW);
  const at = (now: number) => needs.map((one) => measuresAt(needs, times, now, "UTC")[measureKey(one)]);
  expect(at(NOW)).toEqual([0, 0, 1]);
  expect(at(NOW + 1)).toEqual([1, 1, 1]);
});

it("measures what came with the events", () => {
  const sum = { kind: "total" as const, of: "sum" as const, property: "total", event: "Paid", withinDays: 7 };
  const times = withTime(withTime({}, "Paid", NOW - 8 * DAY_MS, { total: 5 }), "Paid", NOW, { total: 20 });
  expect(measuresAt([sum], times, NOW, "UTC")).toEqual({ [measureKey(sum)]: 20 });
});

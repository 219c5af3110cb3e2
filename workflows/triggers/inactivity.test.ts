import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { DAY_MS, HOUR_MS, makeFacts, NOW } from "../testing/sample-facts.ts";
import { inactivity } from "./inactivity.ts";

const config = { event: "Order Completed", days: 30 };
const ordered = (at: number) =>
  inactivity.on(
    config,
    { name: "Order Completed", at, properties: { total: 64 } },
    { zone: "Europe/Berlin", carts: [] },
  );

it("says what it waits for", () => {
  expect(word(inactivity.describe(config))).toBe("When somebody has not done “Order Completed” for 30 days");
});

it("is due a number of days after the last time, at the same time of day, through a clock change", () => {
  // Clocks in Berlin go forward on 29 March, so the thirty days have an hour less.
  expect(ordered(NOW)).toMatchObject([
    { kind: "arm", timerKey: "quiet", setAt: NOW, dueAt: NOW + 30 * DAY_MS - HOUR_MS },
  ]);
});

it("counts anew after each order: one timer for each person, a quiet spell of its own for each run", () => {
  const [first, second] = [...ordered(NOW), ...ordered(NOW + DAY_MS)];
  expect(second).toMatchObject({ kind: "arm", timerKey: "quiet", setAt: NOW + DAY_MS });
  const due = (setAt: number) =>
    inactivity.due?.(
      config,
      { timerKey: "quiet", setAt, data: { event: { total: 64 } } },
      { now: NOW, profile: makeFacts().profile, zone: "UTC", cart: null, lastStartedAt: null },
    );
  expect(first).toBeDefined();
  expect(due(NOW)).toEqual({
    kind: "start",
    entryKey: `quiet-since-${NOW}`,
    data: { event: { total: 64 }, quietSince: NOW },
  });
  expect(due(NOW + DAY_MS)).toMatchObject({ entryKey: `quiet-since-${NOW + DAY_MS}` });
});

it("ends for somebody who is active again, and finds the people who are quiet already", () => {
  expect(inactivity.exitEvents(config)).toEqual(["Order Completed"]);
  const look = inactivity.backfill?.(config);
  expect(look).toMatchObject({ event: "Order Completed", timerKey: "quiet" });
  expect(look?.dueAt(NOW, "UTC")).toBe(NOW + 30 * DAY_MS);
});

it("is due at the same time of day where the person has moved to", () => {
  expect(inactivity.reschedule?.(config, NOW, "Europe/Berlin")).toBe(NOW + 30 * DAY_MS - HOUR_MS);
  expect(inactivity.reschedule?.(config, NOW, "Asia/Tokyo")).toBe(NOW + 30 * DAY_MS);
});

import { expect, it } from "vitest";
import { EvenPace } from "./even-pace.ts";

it("gives a place at a time, evenly, and keeps none that nobody took", () => {
  const pace = new EvenPace();
  expect(pace.room(60, 5_000)).toBe(1);
  pace.take(60, 1, 5_000);
  expect([5_000, 5_999, 6_000].map((now) => pace.room(60, now))).toEqual([0, 0, 1]);
  expect(pace.opensAt(60, 5_500)).toBe(6_000);
  expect(pace.room(60, 900_000)).toBe(1);
});

it("keeps a quick pace although nobody looks every few milliseconds", () => {
  const pace = new EvenPace();
  const perMinute = 6_000;
  let sent = 0;
  for (let now = 1_000; now < 61_000; now += 35) {
    const room = pace.room(perMinute, now);
    pace.take(perMinute, room, now);
    sent += room;
  }
  expect(sent).toBeGreaterThan(5_950);
  expect(sent).toBeLessThanOrEqual(6_000 + 10);
});

it("waits for one gap at most after the clock was put back or the pace made quicker", () => {
  const pace = new EvenPace();
  pace.take(6, 1, 1_000_000);
  expect(pace.opensAt(6, 1_000)).toBe(11_000);
  expect(pace.opensAt(600, 1_000_000)).toBe(1_000_100);
});

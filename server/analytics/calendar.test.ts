import fc from "fast-check";
import { expect, it } from "vitest";
import { Calendar, PeriodList } from "./calendar.ts";
import { brutePeriods, firstDay, momentOf, wallDate } from "./testing/brute.ts";
import type { Period, Periods, WeekStart } from "./types.ts";

const HOUR_MS = 3_600_000;
const ZONES = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Pacific/Apia",
];
const moments = fc
  .record({
    hour: fc.integer({ min: Date.UTC(2009, 0) / HOUR_MS, max: Date.UTC(2030, 0) / HOUR_MS }),
    off: fc.constantFrom(0, -1, 1, 30 * 60_000),
  })
  .map(({ hour, off }) => hour * HOUR_MS + off);
const settings = fc.record({
  zone: fc.constantFrom(...ZONES),
  weekStart: fc.constantFrom<WeekStart>(1, 7),
  period: fc.constantFrom<Period>("day", "week", "month"),
});

it("has each moment in the period that the calendar on the wall says", () => {
  fc.assert(
    fc.property(moments, settings, (at, { zone, weekStart, period }) => {
      const calendar = new Calendar({ zone, weekStart });
      const index = calendar.indexOf(period, at);
      expect(calendar.dayOf(at)).toBe(Date.parse(wallDate(at, zone).toString()) / (24 * HOUR_MS));
      expect(calendar.startOf(period, index)).toBe(momentOf(firstDay(at, { zone, weekStart, period }), zone));
      expect(calendar.startOf(period, index + 1)).toBeGreaterThan(at);
    }),
    { numRuns: 500 },
  );
});

it("lists the periods that a span touches", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 1_500 }), settings, (from, hours, wall) => {
      const asked: Periods = { ...wall, from, to: from + hours * HOUR_MS, now: from + 20 * HOUR_MS };
      const brute = brutePeriods(asked).map(({ date: _, ...bounds }) => bounds);
      expect(new PeriodList(asked).bounds).toEqual(brute);
    }),
  );
});

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  ALL_WEEKDAYS,
  localDateTime,
  nextTimeOfDay,
  quietUntil,
  timeOfDay,
  timeZone,
  windowStart,
} from "./local-time.ts";
import { clock, places, times } from "./testing/random-times.ts";
import { DAY_MS, HOUR_MS } from "./testing/sample-facts.ts";

const BERLIN = "Europe/Berlin";
const NEW_YORK = "America/New_York";
const weekdays = fc.subarray(ALL_WEEKDAYS, { minLength: 1 });

describe("the next time of day", () => {
  it.each([
    ["today still", BERLIN, "2026-03-10T08:00+01:00", "09:00", [2], "2026-03-10T09:00+01:00"],
    [
      "at once when it is that time",
      BERLIN,
      "2026-03-10T09:00+01:00",
      "09:00",
      [2],
      "2026-03-10T09:00+01:00",
    ],
    [
      "a week later when it has passed",
      BERLIN,
      "2026-03-10T09:01+01:00",
      "09:00",
      [2],
      "2026-03-17T09:00+01:00",
    ],
    ["over a weekend", BERLIN, "2026-03-13T10:00+01:00", "09:00", [1, 2, 3, 4, 5], "2026-03-16T09:00+01:00"],
    [
      "over a clock change",
      BERLIN,
      "2026-03-28T10:00+01:00",
      "09:00",
      ALL_WEEKDAYS,
      "2026-03-29T09:00+02:00",
    ],
    [
      "in the skipped hour",
      BERLIN,
      "2026-03-29T00:00+01:00",
      "02:30",
      ALL_WEEKDAYS,
      "2026-03-29T03:30+02:00",
    ],
    ["first of the doubled hour", BERLIN, "2026-10-25T01:00+02:00", "02:30", [7], "2026-10-25T02:30+02:00"],
    ["never second of it", BERLIN, "2026-10-25T02:00+01:00", "02:30", [7], "2026-11-01T02:30+01:00"],
    ["over the end of a month", NEW_YORK, "2026-01-31T23:00-05:00", "07:00", [7], "2026-02-01T07:00-05:00"],
    [
      "in a skipped half hour",
      "Australia/Lord_Howe",
      "2026-10-03T23:00+10:30",
      "02:15",
      [7],
      "2026-10-04T02:45+11:00",
    ],
    [
      "moved past midnight by the clocks",
      "America/Nuuk",
      "2026-03-29T00:10-01:00",
      "23:30",
      ALL_WEEKDAYS,
      "2026-03-29T00:30-01:00",
    ],
  ])("%s", (_what, zone, now, time, days, expected) => {
    expect(iso(nextTimeOfDay(Date.parse(now), time, days, zone))).toBe(iso(Date.parse(expected)));
  });

  it("is not past, is the wanted one unless it was skipped, and none comes before it", () => {
    fc.assert(
      fc.property(places, times, weekdays, ({ zone, now }, time, days) => {
        const at = nextTimeOfDay(now, time, days, zone);
        expect(at).toBeGreaterThanOrEqual(now);
        expect(at).toBeLessThan(now + 9 * DAY_MS);
        expect(nextTimeOfDay(at, time, days, zone)).toBe(at);
        const local = inZone(at, zone);
        const asWanted = wallTime(at, zone) === time && days.includes(local.dayOfWeek);
        expect(asWanted || nearGap(at, zone)).toBe(true);
        for (let back = 0; back <= 8; back++) {
          const date = local.toPlainDate().subtract({ days: back });
          const earlier = date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
          if (days.includes(date.dayOfWeek) && earlier < at) expect(earlier).toBeLessThan(now);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has no answer without a weekday", () => {
    expect(() => nextTimeOfDay(0, "09:00", [], BERLIN)).toThrow("names no weekday");
  });
});

describe("quiet hours", () => {
  const night = { from: "21:00", to: "09:00" };
  it.each([
    ["in the evening", BERLIN, "2026-03-10T22:00+01:00", night, "2026-03-11T09:00+01:00"],
    ["in the morning", BERLIN, "2026-03-10T08:59:59+01:00", night, "2026-03-10T09:00+01:00"],
    ["from their first moment", BERLIN, "2026-03-10T21:00+01:00", night, "2026-03-11T09:00+01:00"],
    ["not at their last", BERLIN, "2026-03-10T09:00+01:00", night, null],
    ["not by day", BERLIN, "2026-03-10T12:00+01:00", night, null],
    ["over the end of a year", NEW_YORK, "2026-12-31T23:59-05:00", night, "2027-01-01T09:00-05:00"],
    ["over the end of February", BERLIN, "2028-02-28T23:00+01:00", night, "2028-02-29T09:00+01:00"],
    ["in the night that has an hour less", BERLIN, "2026-03-29T01:30+01:00", night, "2026-03-29T09:00+02:00"],
    ["in the night that has an hour more", BERLIN, "2026-10-25T02:30+01:00", night, "2026-10-25T09:00+01:00"],
    [
      "on one day",
      BERLIN,
      "2026-03-10T13:00+01:00",
      { from: "12:00", to: "14:00" },
      "2026-03-10T14:00+01:00",
    ],
    [
      "whose end is skipped",
      BERLIN,
      "2026-03-29T03:10+02:00",
      { from: "22:00", to: "02:30" },
      "2026-03-29T03:30+02:00",
    ],
    ["whose end comes twice", BERLIN, "2026-10-25T02:10+01:00", { from: "22:00", to: "02:30" }, null],
    [
      "skipped altogether",
      BERLIN,
      "2026-03-29T03:10+02:00",
      { from: "02:10", to: "02:50" },
      "2026-03-29T03:50+02:00",
    ],
    [
      "whose end is on a day that never was",
      "Pacific/Apia",
      "2011-12-31T08:00+14:00",
      night,
      "2011-12-31T09:00+14:00",
    ],
    [
      "that begin again before a change has let them end",
      BERLIN,
      "2026-03-29T01:00+01:00",
      { from: "03:00", to: "02:30" },
      "2026-03-30T02:30+02:00",
    ],
  ])("%s", (_what, zone, now, hours, expected) => {
    const until = quietUntil(Date.parse(now), hours, zone);
    expect(until && iso(until)).toBe(expected && iso(Date.parse(expected)));
  });

  it("hold while the clock shows a time in them, and are over when they end", () => {
    let [held, free] = [0, 0];
    fc.assert(
      fc.property(places, times, times, ({ zone, now }, from, to) => {
        fc.pre(from !== to);
        const until = quietUntil(now, { from, to }, zone);
        if (until !== null) {
          expect(until).toBeGreaterThan(now);
          expect(quietUntil(until, { from, to }, zone)).toBeNull();
          expect(quietUntil(until - 1, { from, to }, zone)).toBe(until);
        }
        if (changesAround(now, zone)) return;
        const time = wallTime(now, zone);
        const inside = from < to ? from <= time && time < to : from <= time || time < to;
        expect(until !== null).toBe(inside);
        if (until !== null && !changesAround(until, zone)) expect(wallTime(until, zone)).toBe(to);
        if (inside) held += 1;
        else free += 1;
      }),
      { numRuns: 400 },
    );
    expect(Math.min(held, free)).toBeGreaterThan(20);
  });
});

describe("the beginning of a day, week and month", () => {
  it.each([
    ["day", BERLIN, "2026-03-29T12:00+02:00", "2026-03-29T00:00+01:00"],
    ["week", BERLIN, "2026-03-29T12:00+02:00", "2026-03-23T00:00+01:00"],
    ["week", NEW_YORK, "2026-03-01T12:00-05:00", "2026-02-23T00:00-05:00"],
    ["month", NEW_YORK, "2026-11-30T23:59-05:00", "2026-11-01T00:00-04:00"],
    ["month", BERLIN, "2028-02-29T23:59+01:00", "2028-02-01T00:00+01:00"],
    ["day", "Africa/Cairo", "2026-04-24T12:00+03:00", "2026-04-24T01:00+03:00"],
  ] as const)("%s in %s", (per, zone, now, expected) => {
    expect(iso(windowStart(per, Date.parse(now), zone))).toBe(iso(Date.parse(expected)));
  });

  it("is not later than now, and its own beginning", () => {
    fc.assert(
      fc.property(places, fc.constantFrom("day", "week", "month"), ({ zone, now }, per) => {
        const start = windowStart(per, now, zone);
        expect(start).toBeLessThanOrEqual(now);
        expect(windowStart(per, start, zone)).toBe(start);
        const local = inZone(start, zone);
        expect(
          inZone(start - 1, zone)
            .toPlainDate()
            .equals(local.toPlainDate()),
        ).toBe(false);
        if (per === "week") expect(local.dayOfWeek).toBe(1);
        if (per === "month") expect(local.day).toBe(1);
        expect(now - start).toBeLessThan({ day: 1, week: 7, month: 31 }[per] * DAY_MS + 2 * HOUR_MS);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what a form may hold", () => {
  it.each(["00:00", "09:05", "23:59"])("the time %s", (time) => {
    expect(timeOfDay.safeParse(time).success).toBe(true);
  });
  it.each(["24:00", "9:00", "12:60", "12:00:00", ""])("not the time “%s”", (time) => {
    expect(timeOfDay.safeParse(time).success).toBe(false);
  });
  it.each(["", "2026-12-24T09:00", "2028-02-29T00:00"])("the moment “%s”", (text) => {
    expect(localDateTime.safeParse(text).success).toBe(true);
  });
  it.each(["2026-02-29T09:00", "2026-12-24", "2026-12-24T24:00", "2026-12-24T09:00Z"])(
    "not the moment “%s”",
    (text) => {
      expect(localDateTime.safeParse(text).success).toBe(false);
    },
  );
  it("a zone that exists, or none for the shop's", () => {
    const taken = ["", BERLIN, "Mars/Olympus"].map((zone) => timeZone.safeParse(zone).success);
    expect(taken).toEqual([true, true, false]);
  });
});

function inZone(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

function wallTime(at: number, zone: string): string {
  const { hour, minute } = inZone(at, zone);
  return clock(hour, minute);
}

/** Whether the clocks change within a good day of a moment. */
function changesAround(at: number, zone: string): boolean {
  return changesBetween(at - 26 * HOUR_MS, at + 26 * HOUR_MS, zone);
}

/** Whether the clocks jumped just before a moment, by up to the day that Apia once left out. */
function nearGap(at: number, zone: string): boolean {
  return changesBetween(at - 24 * HOUR_MS, at, zone);
}

function changesBetween(from: number, to: number, zone: string): boolean {
  const change = inZone(from, zone).getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity;
  return change <= to;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

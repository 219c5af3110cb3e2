import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dateMoment, nextOccurrence, resolveLocal } from "./local-time.ts";
import { places, times } from "./testing/random-times.ts";

const BERLIN = "Europe/Berlin";

describe("the next occurrence of a date", () => {
  const yearly = { yearly: true, offsetDays: 0, time: "09:00" };
  it.each<[string, unknown, object, string, string | null, string | null]>([
    ["later this year", "1990-05-01", {}, "2026-03-10T12:00", "2026-05-01T09:00+02:00", "2026-05-01"],
    [
      "next year when it has passed",
      "1990-03-01",
      {},
      "2026-03-10T12:00",
      "2027-03-01T09:00+01:00",
      "2027-03-01",
    ],
    ["today still", "1990-03-10", {}, "2026-03-10T08:59", "2026-03-10T09:00+01:00", "2026-03-10"],
    ["not at the very time", "1990-03-10", {}, "2026-03-10T09:00", "2027-03-10T09:00+01:00", "2027-03-10"],
    [
      "29 February in an ordinary year",
      "1992-02-29",
      {},
      "2026-01-01T00:00",
      "2026-02-28T09:00+01:00",
      "2026-02-28",
    ],
    [
      "29 February in a leap year",
      "1992-02-29",
      {},
      "2028-01-01T00:00",
      "2028-02-29T09:00+01:00",
      "2028-02-29",
    ],
    ["29 February without a year", "--02-29", {}, "2027-03-01T00:00", "2028-02-29T09:00+01:00", "2028-02-29"],
    [
      "days before, in the year before",
      "1990-01-03",
      { offsetDays: -7 },
      "2026-12-01T00:00",
      "2026-12-27T09:00+01:00",
      "2027-01-03",
    ],
    [
      "days after, in the year after",
      "1990-12-30",
      { offsetDays: 7 },
      "2026-01-01T00:00",
      "2026-01-06T09:00+01:00",
      "2025-12-30",
    ],
    [
      "a whole year before",
      "1990-06-01",
      { offsetDays: -365 },
      "2026-06-02T00:00",
      "2027-06-02T09:00+02:00",
      "2028-06-01",
    ],
    [
      "in the skipped hour",
      "1990-03-29",
      { time: "02:30" },
      "2026-03-10T00:00",
      "2026-03-29T03:30+02:00",
      "2026-03-29",
    ],
    [
      "not before it was the first time",
      "2030-05-01",
      {},
      "2026-03-10T00:00",
      "2030-05-01T09:00+02:00",
      "2030-05-01",
    ],
    [
      "an ISO date and time",
      "1990-05-01T23:30:00Z",
      {},
      "2026-03-10T00:00",
      "2026-05-01T09:00+02:00",
      "2026-05-01",
    ],
    ["once", "2026-05-01", { yearly: false }, "2026-03-10T00:00", "2026-05-01T09:00+02:00", "2026-05-01"],
    [
      "once, some days before",
      "2026-05-01",
      { yearly: false, offsetDays: -3 },
      "2026-03-10T00:00",
      "2026-04-28T09:00+02:00",
      "2026-05-01",
    ],
    ["once, and passed", "2026-03-01", { yearly: false }, "2026-03-10T00:00", null, null],
    ["once, without a year", "05-01", { yearly: false }, "2026-03-10T00:00", null, null],
  ])("%s", (_what, value, rule, after, at, date) => {
    const found = nextOccurrence(value, { ...yearly, ...rule }, BERLIN, resolveLocal(after, BERLIN));
    expect(found && [iso(found.at), found.date]).toEqual(at && [iso(Date.parse(at)), date]);
  });

  it.each([
    undefined,
    null,
    19900501,
    "",
    "soon",
    "1990-02-30",
    "1990-02-29",
    "1990-13-01",
    "01.05.1990",
    "1990-05-01 or so",
  ])("takes %j for no date", (value) => {
    expect(nextOccurrence(value, yearly, BERLIN, 0)).toBeNull();
  });

  it("comes once for each year, in order, on its day", () => {
    const dates = fc
      .integer({ min: 0, max: 40_000 })
      .map((days) => Temporal.PlainDate.from("1930-01-01").add({ days }).toString());
    const offsets = fc.oneof(fc.integer({ min: -365, max: 365 }), fc.integer({ min: -2000, max: 2000 }));
    const days = fc.oneof(dates, fc.constantFrom("1992-02-29", "2000-12-31", "02-29", "--01-01"));
    fc.assert(
      fc.property(places, days, offsets, times, ({ zone, now }, value, offsetDays, time) => {
        const rule = { yearly: true, offsetDays, time };
        const first = nextOccurrence(value, rule, zone, now);
        const second = nextOccurrence(value, rule, zone, first?.at ?? now);
        if (!first || !second) throw new Error("a yearly date always comes again");
        expect(first.at).toBeGreaterThan(now);
        expect(nextOccurrence(value, rule, zone, first.at - 1)).toEqual(first);
        const [one, next] = [Temporal.PlainDate.from(first.date), Temporal.PlainDate.from(second.date)];
        // The clocks of Apia once skipped a day, so that two dates can meet.
        if (zone !== "Pacific/Apia") expect(next.year).toBe(one.year + 1);
        const [month, day] = value.slice(-5).split("-").map(Number);
        expect(one.month).toBe(month);
        expect(one.day).toBe(month === 2 && day === 29 && !one.inLeapYear ? 28 : day);
        const wall = one.add({ days: offsetDays }).toPlainDateTime(time).toString();
        expect(first.at).toBe(resolveLocal(wall, zone));
      }),
      { numRuns: 400 },
    );
  });

  it("is the date itself, also a past one, where only the date is asked for", () => {
    const rule = { offsetDays: 1, time: "08:00" };
    expect(dateMoment("2020-02-28", rule, BERLIN)).toEqual({
      at: resolveLocal("2020-02-29T08:00", BERLIN),
      date: "2020-02-28",
    });
    expect(dateMoment("02-28", rule, BERLIN)).toBeNull();
  });
});

function iso(at: number): string {
  return new Date(at).toISOString();
}

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it, vi } from "vitest";
import { addDuration, type Duration, duration, isTimeZone, wordDuration } from "./duration.ts";
import { word } from "./phrase.ts";

const BERLIN = "Europe/Berlin";
const NEW_YORK = "America/New_York";

describe("days and weeks keep the time of day", () => {
  it.each([
    ["over the skipped hour in Berlin", BERLIN, "2026-03-28T09:00", days(1), "2026-03-29T09:00+02:00"],
    ["into the skipped hour in Berlin", BERLIN, "2026-03-28T02:30", days(1), "2026-03-29T03:30+02:00"],
    ["over the doubled hour in Berlin", BERLIN, "2026-10-24T09:00", days(1), "2026-10-25T09:00+01:00"],
    ["into the doubled hour in Berlin", BERLIN, "2026-10-24T02:30", days(1), "2026-10-25T02:30+02:00"],
    ["over the skipped hour in New York", NEW_YORK, "2026-03-07T20:00", days(1), "2026-03-08T20:00-04:00"],
    ["into the skipped hour in New York", NEW_YORK, "2026-03-07T02:30", days(1), "2026-03-08T03:30-04:00"],
    ["over the doubled hour in New York", NEW_YORK, "2026-10-31T20:00", days(1), "2026-11-01T20:00-05:00"],
    ["into the doubled hour in New York", NEW_YORK, "2026-10-31T01:30", days(1), "2026-11-01T01:30-04:00"],
    ["over the end of a month", BERLIN, "2026-01-31T12:00", days(1), "2026-02-01T12:00+01:00"],
    ["onto a leap day", BERLIN, "2028-02-28T12:00", days(1), "2028-02-29T12:00+01:00"],
    ["over a February without a leap day", BERLIN, "2026-02-28T12:00", days(1), "2026-03-01T12:00+01:00"],
    ["a year of days", BERLIN, "2026-06-01T08:15", days(365), "2027-06-01T08:15+02:00"],
    ["weeks over a clock change", NEW_YORK, "2026-03-01T07:00", weeks(2), "2026-03-15T07:00-04:00"],
  ])("%s", (_what, zone, from, amount, to) => {
    const start = Temporal.PlainDateTime.from(from).toZonedDateTime(zone).epochMilliseconds;
    expect(new Date(addDuration(start, amount, zone)).toISOString()).toBe(new Date(to).toISOString());
  });
});

describe("for any moment and zone", () => {
  const zones = fc.constantFrom(
    BERLIN,
    NEW_YORK,
    "UTC",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  );
  const moments = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
  const amounts = fc.integer({ min: 1, max: 1000 });

  it("minutes and hours are exact", () => {
    fc.assert(
      fc.property(moments, amounts, zones, (from, amount, zone) => {
        expect(addDuration(from, { amount, unit: "minutes" }, zone) - from).toBe(amount * 60_000);
        expect(addDuration(from, { amount, unit: "hours" }, zone) - from).toBe(amount * 3_600_000);
      }),
    );
  });

  it("days end at the same time of day, or where the clocks have put it", () => {
    fc.assert(
      fc.property(moments, amounts, zones, (from, amount, zone) => {
        const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
        const end = addDuration(from, days(amount), zone);
        const wall = start.toPlainDateTime().add({ days: amount });
        expect(end).toBe(wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
        expect(end).toBeGreaterThan(from);
        expect(addDuration(from, weeks(amount), zone)).toBe(addDuration(from, days(7 * amount), zone));
      }),
    );
  });
});

it("is said in words", () => {
  expect(
    [days(1), days(3), { amount: 1, unit: "hours" as const }].map((one) => word(wordDuration(one))),
  ).toEqual(["1 day", "3 days", "1 hour"]);
});

it.each([0, -1, 1.5, 1001, "3", null])("does not take %j as an amount", (amount) => {
  expect(duration.safeParse({ amount, unit: "days" }).success).toBe(false);
});

it("takes a zone only when times can be calculated and shown in it", () => {
  for (const zone of ["Europe/Berlin", "UTC", "America/Argentina/Ushuaia", "+05:45"]) {
    expect(isTimeZone(zone), zone).toBe(true);
  }
  for (const zone of [
    "",
    "Mars/Olympus",
    "2020-01-01T00:00Z",
    "2020-01-01T00:00[Europe/Berlin]",
    "Berlin\n",
  ]) {
    expect(isTimeZone(zone), zone).toBe(false);
  }
});

it("asks the calendar once for each zone, and forgets rather than grow without end", () => {
  const asked = vi.spyOn(Intl, "DateTimeFormat");
  const calls = (zone: string) => {
    asked.mockClear();
    const answer = isTimeZone(zone);
    return { answer, asked: asked.mock.calls.length > 0 };
  };
  expect(calls("Asia/Kathmandu")).toEqual({ answer: true, asked: true });
  expect(calls("Asia/Kathmandu")).toEqual({ answer: true, asked: false });
  for (let count = 0; count < 2000; count++) isTimeZone(`Mars/Crater ${count}`);
  expect(calls("Asia/Kathmandu")).toEqual({ answer: true, asked: true });
  expect(isTimeZone("x".repeat(10_000))).toBe(false);
  asked.mockRestore();
});

function days(amount: number): Duration {
  return { amount, unit: "days" };
}

function weeks(amount: number): Duration {
  return { amount, unit: "weeks" };
}

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDuration } from "./duration.ts";

const HOUR_MS = 3_600_000;
const zones = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "UTC",
);
const moments = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2035, 0) });

test("days by the remembered span are the days that the calendar gives", () => {
  const amounts = fc.integer({ min: 1, max: 400 });
  fc.assert(
    fc.property(zones, moments, amounts, fc.constantFrom("days", "weeks"), (zone, from, amount, unit) => {
      const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
      expect(addDuration(from, { amount, unit }, zone)).toBe(start.add({ [unit]: amount }).epochMilliseconds);
    }),
    { numRuns: 500 },
  );
});

test("days that begin or end at the very moment of a clock change are the calendar's", () => {
  const zone = "Europe/Berlin";
  for (const change of [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)]) {
    for (const aside of [-24 * HOUR_MS, -HOUR_MS, -1, 0, 1, HOUR_MS]) {
      const from = change + aside;
      const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
      const day = { amount: 1, unit: "days" as const };
      expect(addDuration(from, day, zone)).toBe(start.add({ days: 1 }).epochMilliseconds);
    }
  }
});

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type CronParts, cronLine, cronParts, makeCron, nextCron, wordCron } from "./cron.ts";
import { ALL_WEEKDAYS } from "./local-time.ts";
import { word } from "./phrase.ts";
import { places, times } from "./testing/random-times.ts";
import { DAY_MS, HOUR_MS } from "./testing/sample-facts.ts";

const BERLIN = "Europe/Berlin";
const next = (line: string, zone: string, after: string) => {
  const at = nextCron(line, zone, Date.parse(after));
  return at === null ? null : new Date(at).toISOString();
};

describe("a cron line", () => {
  it.each([
    "0 9 * * 1",
    "*/5 * * * *",
    "0 9 L * *",
    "0 9 * * FRI",
    "0 9 29 2 *",
    " 0  9 * * * ",
    "0,55 9 * * *",
  ])("can be “%s”", (line) => {
    expect(cronLine.parse(line)).toBe(line.trim());
  });

  it.each([
    ["", /^Choose when/],
    ["0 9 * *", /five parts/],
    ["0 0 9 * * 1", /five parts/],
    ["@daily", /five parts/],
    ["? 9 * * *", /question marks/],
    ["0 25 * * *", /not a cron line/],
    ["at nine on each Monday", /not a cron line/],
    ["0 9 31 2 *", /never comes/],
    ["* * * * *", /too often/],
    ["*/4 9 * * *", /too often/],
    ["0,3 9 1 1 *", /too often/],
    ["58,2 * * * *", /too often/],
    ["58,2 0,23 * * *", /too often/],
  ])("cannot be “%s”", (line, message) => {
    const issues = cronLine.safeParse(line).error?.issues ?? [];
    expect(issues).toHaveLength(1);
    expect(issues[0]?.message).toMatch(message);
  });
});

describe("the next time", () => {
  it.each([
    ["today", "0 9 * * *", BERLIN, "2026-03-10T07:59:59.999Z", "2026-03-10T08:00Z"],
    ["not now", "0 9 * * *", BERLIN, "2026-03-10T08:00Z", "2026-03-11T08:00Z"],
    ["on a weekday", "0 9 * * 1", BERLIN, "2026-03-10T08:00Z", "2026-03-16T08:00Z"],
    ["on a Sunday", "0 9 * * 0", BERLIN, "2026-03-10T08:00Z", "2026-03-15T08:00Z"],
    ["after a clock change", "0 9 * * 1", BERLIN, "2026-03-23T08:00Z", "2026-03-30T07:00Z"],
    ["in a skipped hour", "30 2 * * *", BERLIN, "2026-03-28T01:30Z", "2026-03-29T01:30Z"],
    ["after a skipped hour", "30 2 * * *", BERLIN, "2026-03-29T01:30Z", "2026-03-30T00:30Z"],
    ["first of a doubled hour", "30 2 * * *", BERLIN, "2026-10-24T00:30Z", "2026-10-25T00:30Z"],
    ["never second of it", "30 2 * * *", BERLIN, "2026-10-25T00:30Z", "2026-10-26T01:30Z"],
    ["of two that meet in a skipped hour", "30 2,3 * * *", BERLIN, "2026-03-29T01:30Z", "2026-03-30T00:30Z"],
    ["in a skipped half hour", "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00Z", "2026-10-03T15:45Z"],
    ["of a day that never was", "0 9 30 * *", "Pacific/Apia", "2011-12-30T09:59Z", "2011-12-30T19:00Z"],
    ["hourly, where an hour is skipped", "0 * * * *", BERLIN, "2026-03-29T00:00Z", "2026-03-29T01:00Z"],
    ["hourly, where an hour comes twice", "0 * * * *", BERLIN, "2026-10-25T00:00Z", "2026-10-25T01:00Z"],
    ["on the last of a month", "0 9 31 * *", "UTC", "2026-01-31T09:00Z", "2026-03-31T09:00Z"],
    ["on a leap day", "0 9 29 2 *", "UTC", "2026-01-31T09:00Z", "2028-02-29T09:00Z"],
    ["in a new year", "0 0 1 1 *", "Asia/Kathmandu", "2026-12-01T00:00Z", "2026-12-31T18:15Z"],
  ])("%s", (_what, line, zone, after, expected) => {
    expect(next(line, zone, after)).toBe(new Date(expected).toISOString());
  });

  it("never comes again where its day does not", () => {
    expect(next("0 9 31 2 *", "UTC", "2026-01-01T00:00Z")).toBeNull();
    expect(next("*/30 9 31 2 *", "UTC", "2026-01-01T00:00Z")).toBeNull();
  });

  it("comes every day, at its time or where the clocks have put it", () => {
    fc.assert(
      fc.property(places, times, ({ zone, now }, time) => {
        const at = nextCron(makeCron({ kind: "day", time }), zone, now);
        if (at === null) throw new Error("a day never came");
        expect(at).toBeGreaterThan(now);
        expect(at - now).toBeLessThanOrEqual(DAY_MS + 2 * HOUR_MS);
        expect(nextCron(makeCron({ kind: "day", time }), zone, at - 1)).toBe(at);
        const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
        const meant = [day, day.subtract({ days: 1 })].map(
          (date) => date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds,
        );
        expect(meant).toContain(at);
      }),
      { numRuns: 200 },
    );
  });

  it("comes after each quarter of an hour, whatever the clocks do", () => {
    fc.assert(
      fc.property(places, ({ zone, now }) => {
        const at = nextCron("*/15 * * * *", zone, now);
        expect(at).toBeGreaterThan(now);
        expect((at ?? 0) - now).toBeLessThanOrEqual(HOUR_MS / 4);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a line in words", () => {
  it.each([
    ["0 9 * * *", "Every day at 09:00"],
    ["5 17 * * 1", "Every Monday at 17:05"],
    ["0 9 * * 1,4", "Every Monday and Thursday at 09:00"],
    ["0 9 * * 0,3,6", "Every Wednesday, Saturday and Sunday at 09:00"],
    ["0 9 * * 1-5", "On weekdays at 09:00"],
    ["0 9 * * 0-6", "Every day at 09:00"],
    ["30 8 1 * *", "On day 1 of every month at 08:30"],
    ["0 * * * *", "Every hour"],
    ["20 * * * *", "Every hour, 20 minutes past"],
    ["0 9 1 1 *", "By the cron line 0 9 1 1 *"],
    ["0 9 1 * 1", "By the cron line 0 9 1 * 1"],
    ["0 9 * * FRI", "By the cron line 0 9 * * FRI"],
    ["nonsense", "By the cron line nonsense"],
  ])("%s", (line, words) => {
    expect(word(wordCron(line))).toBe(words);
  });
});

it("goes from a form to its line and back", () => {
  const parts: fc.Arbitrary<CronParts> = fc.oneof(
    times.map((time) => ({ kind: "day" as const, time })),
    fc.record({
      kind: fc.constant("weekdays" as const),
      time: times,
      weekdays: fc.subarray(ALL_WEEKDAYS, { minLength: 1 }),
    }),
    fc.record({
      kind: fc.constant("month-day" as const),
      time: times,
      day: fc.integer({ min: 1, max: 31 }),
    }),
    fc.constant({ kind: "custom" as const, line: "0 9 1 1 *" }),
  );
  fc.assert(
    fc.property(parts, (chosen) => {
      const line = makeCron(chosen);
      expect(cronLine.parse(line)).toBe(line);
      expect(cronParts(line)).toEqual(chosen);
    }),
  );
  expect(makeCron({ kind: "weekdays", time: "09:00", weekdays: [7, 1, 7] })).toBe("0 9 * * 1,0");
});

import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";
import { seasonAt, shoppingMoment } from "./shopping-hours.ts";

const DAY_MS = 86_400_000;

describe("shoppingMoment", () => {
  it.each([
    ["an ordinary day", "2026-05-12T13:20:00Z"],
    ["the night clocks go forward", "2026-03-08T02:00:00Z"],
    ["the night clocks go back", "2026-11-01T02:00:00Z"],
  ])("stays within the 24 hours it is asked for on %s", (_, start) => {
    const from = Date.parse(start);
    const random = seededRandom("moments");
    for (const timezone of ["America/New_York", "Asia/Kolkata", "Australia/Adelaide"]) {
      for (let i = 0; i < 300; i++) {
        const moment = shoppingMoment(from, timezone, random);
        expect(moment).toBeGreaterThanOrEqual(from);
        expect(moment).toBeLessThan(from + DAY_MS);
      }
    }
  });

  it("follows the clock of the zone, not that of the server", () => {
    const random = seededRandom("evenings");
    const from = Date.parse("2026-05-12T00:00:00Z");
    const hours = Array.from({ length: 2000 }, () => {
      const moment = Temporal.Instant.fromEpochMilliseconds(shoppingMoment(from, "Asia/Shanghai", random));
      return moment.toZonedDateTimeISO("Asia/Shanghai").hour;
    });
    const evening = hours.filter((hour) => hour >= 18 && hour <= 21).length;
    const night = hours.filter((hour) => hour <= 5).length;
    expect(evening).toBeGreaterThan(night * 10);
  });
});

describe("seasonAt", () => {
  it("turns the year around in the south", () => {
    const january = Date.parse("2026-01-15T12:00:00Z");
    expect(seasonAt(january, "Europe/Berlin", false)).toBe("winter");
    expect(seasonAt(january, "Australia/Sydney", true)).toBe("summer");
  });
});

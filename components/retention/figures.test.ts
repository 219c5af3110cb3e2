import { describe, expect, it } from "vitest";
import { figuresOf, starred } from "./figures.ts";

const DAY_MS = 86_400_000;
const AUCKLAND_MARCH = Date.UTC(2026, 1, 28, 11);
const of = (period: "day" | "week" | "month", language: "en" | "zh" = "en") =>
  figuresOf({ language, zone: "Pacific/Auckland", currency: "EUR", period });
const bounds = (start: number, isFinished = true) => ({ start, end: start + DAY_MS, isFinished });

describe("the numbers of a report", () => {
  it("name periods by the days of the shop's zone, with the year where there are several", () => {
    const march = bounds(AUCKLAND_MARCH);
    expect(of("month").period(march, [march])).toBe("Mar 2026");
    expect(of("day").period(march, [march])).toBe("Mar 1");
    const yearAgo = bounds(AUCKLAND_MARCH - 365 * DAY_MS);
    expect(of("week").period(march, [yearAgo, march])).toBe("Mar 1, 2026");
    expect(of("day").period(bounds(AUCKLAND_MARCH, false), [march])).toBe("Mar 1*");
    expect(of("month", "zh").period(march, [march])).toBe("2026年3月");
    expect(of("day").isoDay(AUCKLAND_MARCH)).toBe("2026-03-01");
  });

  it("have a dash where there is nothing to divide by, and a star where they can still change", () => {
    const { share, money, time, ratio } = of("day");
    const none = { count: 0, of: 0 };
    expect([share(none), money(null), time(null), ratio(null)]).toEqual(["–", "–", "–", "–"]);
    expect(share({ count: 1, of: 3 })).toBe("33.3%");
    expect(money(123_450)).toBe("€1,234.50");
    expect([time(DAY_MS / 4), time(33 * DAY_MS)]).toEqual(["6 hours", "33 days"]);
    expect(starred({ text: "3", unfinished: true })).toBe("3*");
    expect(starred({ text: share(none), unfinished: true })).toBe("–");
  });
});

import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatDistance } from "./format-time.ts";

const NOW = Date.UTC(2026, 2, 4, 12, 0, 0);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe("formatDistance", () => {
  it.each([
    [0, "just now"],
    [-44_000, "just now"],
    [-46_000, "1 min ago"],
    [5 * MINUTE_MS, "in 5 min"],
    [-59.6 * MINUTE_MS, "1 h ago"],
    [-3 * HOUR_MS, "3 h ago"],
    [-23.7 * HOUR_MS, "1 day ago"],
    [2 * DAY_MS, "in 2 days"],
    [-30 * DAY_MS, "30 days ago"],
    [-31 * DAY_MS, "1 Feb 2026"],
    [400 * DAY_MS, "8 Apr 2027"],
  ])("words a distance of %d ms as %s", (offsetMs, words) => {
    expect(formatDistance(NOW + offsetMs, NOW, "UTC", "en")).toBe(words);
  });
});

describe("absolute times", () => {
  it("are told in the given zone", () => {
    expect(formatDateTime(Date.UTC(2026, 11, 31, 23, 5), "UTC", "en")).toBe("31 Dec 2026, 23:05");
    expect(formatDateTime(Date.UTC(2026, 11, 31, 23, 5), "Asia/Shanghai", "en")).toBe("1 Jan 2027, 07:05");
  });

  it("write midnight as 00:00", () => {
    expect(formatDateTime(Date.UTC(2026, 8, 9), "UTC", "en")).toBe("9 Sep 2026, 00:00");
    expect(formatDate(Date.UTC(2026, 8, 9), "UTC", "en")).toBe("9 Sep 2026");
  });
});

it("words them in Chinese too", () => {
  const distances = [0, -5 * MINUTE_MS, 3 * HOUR_MS, -DAY_MS, -31 * DAY_MS];
  expect(distances.map((offsetMs) => formatDistance(NOW + offsetMs, NOW, "UTC", "zh"))).toEqual([
    "刚刚",
    "5 分钟前",
    "3 小时后",
    "1 天前",
    "2026年2月1日",
  ]);
  expect(formatDateTime(Date.UTC(2026, 11, 31, 23, 5), "UTC", "zh")).toBe("2026年12月31日 23:05");
});

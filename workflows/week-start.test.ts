import { expect, it } from "vitest";
import { likelyWeekStart } from "./week-start.ts";

it.each([
  ["Europe/Berlin", "en", 1],
  ["America/New_York", "en", 7],
  ["Asia/Tokyo", "ja", 7],
  ["Asia/Shanghai", "zh", 1],
  ["Asia/Taipei", "zh-TW", 7],
  ["UTC", "en", 1],
] as const)("is likely for a shop in %s that writes %s", (timezone, language, start) => {
  expect(likelyWeekStart({ timezone, language })).toBe(start);
});

import { expect, test } from "vitest";
import { settingsWords } from "./english-words.ts";
import { formatBytes, formatUptime } from "./format-amount.ts";

const t = settingsWords();

test.each([
  [512, "512 bytes"],
  [1536, "1.5 KB"],
  [250 * 1024 * 1024, "250 MB"],
  [1.88 * 1024 ** 3, "1.9 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes, t)).toBe(text);
});

test.each([
  [12, "less than a minute"],
  [61, "1 min"],
  [3_700, "1 h, 1 min"],
  [90_000, "1 day, 1 h"],
  [3 * 86_400, "3 days, 0 h"],
])("%d seconds are %s", (seconds, text) => {
  expect(formatUptime(seconds, t)).toBe(text);
});

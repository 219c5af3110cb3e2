import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import english from "#locales/en/profiles.json";
import chinese from "#locales/zh/profiles.json";
import { wordWait } from "./word-wait.ts";

const messages = { profiles: english };
const t = createTranslator({ locale: "en", namespace: "profiles", messages });
const words = { t, language: "en" as const };
const NOW = Date.UTC(2026, 2, 10, 10);
const HOUR_MS = 3_600_000;
const tokyo = { person: "Asia/Tokyo", reader: "Europe/Berlin" };
const berlin = { person: "Europe/Berlin", reader: "Europe/Berlin" };
const delay = { kind: "delay" as const, until: NOW + 3 * HOUR_MS };

it("tells until when somebody waits, by their own clock, and whose clock it is", () => {
  const run = { workflowStatus: "live" as const, waiting: delay };
  expect(wordWait(run, tokyo, NOW, words)).toBe("Waits until 10 Mar 2026, 22:00 (Asia/Tokyo), in 3 h");
  expect(wordWait(run, berlin, NOW, words)).toBe("Waits until 10 Mar 2026, 14:00, in 3 h");
});

it.each([
  ["Waits, at most until 10 Mar 2026, 14:00, in 3 h", { ...delay, kind: "wait-for" as const }],
  ["Waits until 11 Sep 2026, 12:00", { ...delay, until: Date.UTC(2026, 8, 11, 10) }],
  ["Goes on at any moment", { ...delay, until: NOW - 1 }],
  ["Goes on as soon as its message is dealt with", { kind: "effect" as const }],
  ["Goes on at any moment", null],
])("says “%s”", (sentence, waiting) => {
  expect(wordWait({ workflowStatus: "live", waiting }, berlin, NOW, words)).toBe(sentence);
});

it("says when somebody is held by a pause", () => {
  expect(wordWait({ workflowStatus: "paused", waiting: delay }, berlin, NOW, words)).toBe(
    "Held: the workflow is paused",
  );
});

it("is worded in Chinese, with the moment in front of the distance", () => {
  const inChinese = createTranslator({
    locale: "zh",
    namespace: "profiles",
    messages: { profiles: chinese as typeof english },
  });
  const run = { workflowStatus: "live" as const, waiting: delay };
  expect(wordWait(run, tokyo, NOW, { t: inChinese, language: "zh" })).toBe(
    "等待至 2026年3月10日 22:00（Asia/Tokyo），3 小时后",
  );
});

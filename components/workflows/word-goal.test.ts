import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import workflows from "#locales/en/workflows.json";
import { wordGoal } from "./word-goal.ts";

const t = createTranslator({ locale: "en", namespace: "workflows", messages: { workflows } });

it.each([
  [0, 0, "0 reached the goal"],
  [0, 12, "0 reached the goal (0 %)"],
  [4, 12, "4 reached the goal (33 %)"],
  [1, 5_000, "1 reached the goal (under 1 %)"],
  [4_999, 5_000, "4,999 reached the goal (over 99 %)"],
  [5_000, 5_000, "5,000 reached the goal (100 %)"],
])("words %i of %i", (converted, entered, words) => {
  expect(wordGoal(t, { converted, entered })).toBe(words);
});

import { expect, it } from "vitest";
import { settingsWords } from "./english-words.ts";
import { retentionOptions } from "./retention-options.ts";

const t = settingsWords();

it("offers each time once, in order, with the one that is set and for ever at the end", () => {
  const labels = (current: number) => retentionOptions(current, t).map(({ label }) => label);
  const usual = ["30 days", "90 days", "180 days", "1 year", "2 years", "5 years", "10 years", "For ever"];
  expect(labels(365)).toEqual(usual);
  expect(labels(0)).toEqual(usual);
  expect(labels(100)).toEqual(["30 days", "90 days", "100 days", ...usual.slice(2)]);
});

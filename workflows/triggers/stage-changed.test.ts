import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { NOW } from "../testing/sample-facts.ts";
import { stageChanged } from "./stage-changed.ts";

const context = { zone: "UTC", carts: [] };
const onStage = (config: object, change: Parameters<NonNullable<typeof stageChanged.onStage>>[1]) =>
  stageChanged.onStage?.(stageChanged.config.parse(config), change, context);

it("starts for its stage, whatever was before unless that is chosen", () => {
  const change = { from: "active", to: "at-risk", at: NOW } as const;
  expect(onStage({ to: "at-risk" }, change)).toEqual([
    {
      kind: "start",
      entryKey: `at-risk-since-${NOW}`,
      data: { stage: { name: "at-risk", before: "active", since: NOW } },
    },
  ]);
  expect(onStage({ to: "at-risk", from: "active" }, change)).toHaveLength(1);
  expect(onStage({ to: "at-risk", from: "new" }, change)).toEqual([]);
  expect(onStage({ to: "dormant" }, change)).toEqual([]);
  expect(onStage({ to: "new" }, { from: null, to: "new", at: NOW })).toHaveLength(1);
});

it("says which stages are meant", () => {
  expect(word(stageChanged.describe({ to: "lost", from: "any" }))).toBe("When somebody becomes “Lost”");
  expect(word(stageChanged.describe({ to: "active", from: "at-risk" }))).toBe(
    "When somebody who was “At risk” becomes “Active”",
  );
});

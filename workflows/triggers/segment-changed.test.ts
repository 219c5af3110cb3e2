import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { NOW } from "../testing/sample-facts.ts";
import { segmentChanged } from "./segment-changed.ts";

const context = { zone: "UTC", carts: [] };
const on = (config: object, segmentId: number, change: "entered" | "left") =>
  segmentChanged.onSegment?.(segmentChanged.config.parse(config), { segmentId, change, at: NOW }, context);

it("starts for its own segment and its own direction", () => {
  expect(on({ segmentId: 3 }, 3, "entered")).toEqual([
    { kind: "start", entryKey: "once", data: { segment: { id: 3, change: "entered" } } },
  ]);
  expect(on({ segmentId: 3 }, 3, "left")).toEqual([]);
  expect(on({ segmentId: 3 }, 4, "entered")).toEqual([]);
  expect(on({ segmentId: 3, change: "left" }, 3, "left")).toHaveLength(1);
});

it("says which change is meant, and asks for the segment", () => {
  expect(word(segmentChanged.describe({ segmentId: 3, change: "left" }))).toBe(
    "When somebody leaves a segment",
  );
  const messages = segmentChanged.config.safeParse({}).error?.issues.map((issue) => issue.message);
  expect(messages).toEqual(["Choose a segment"]);
});

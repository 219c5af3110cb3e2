import { expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { exit } from "./exit.ts";

it("ends the run with a reason, and nothing can come after it", () => {
  expect(word(exit.describe({}))).toBe("Leave the workflow");
  expect(exit.ports({})).toEqual([]);
  expect(exit.execute({}, { nodeId: "n", facts: makeFacts(), data: {}, now: NOW })).toEqual({
    kind: "stop",
    reason: { code: "run.exit-node" },
  });
});

import { expect, it } from "vitest";
import { portsOf } from "./ports-of.ts";
import { drawGraph } from "./recipes/recipe.ts";

it("knows the ports of what it can read", () => {
  const { nodes } = drawGraph([
    { id: "start", type: "signup", config: {} },
    { id: "email", type: "send-email", config: { subject: "Hi", body: "There" } },
    { id: "wait", type: "delay", config: { duration: { amount: 2, unit: "days" } } },
  ]);
  expect(nodes.map(portsOf)).toEqual([["next"], ["next", "failed"], ["next"]]);
  expect(portsOf({ ...nodes[1]!, config: {} })).toBeNull();
  expect(portsOf({ ...nodes[1]!, type: "constructor" })).toBeNull();
});

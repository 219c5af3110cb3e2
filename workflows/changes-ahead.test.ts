import { expect, it } from "vitest";
import { changesAhead } from "./changes-ahead.ts";
import { drawGraph } from "./recipes/recipe.ts";

const signup = { id: "signup", type: "signup", config: {} };
const days = (id: string, amount = 1) => ({
  id,
  type: "delay",
  config: { duration: { amount, unit: "days" } },
});
const email = (id: string, subject = id) => ({ id, type: "send-email", config: { subject, body: "Hello" } });
const before = drawGraph([signup, days("wait"), email("first"), days("more"), email("last")]);

function seen(after: ReturnType<typeof drawGraph>) {
  const change = changesAhead(before, after);
  return ["wait", "first", "more", "last"].map((id) => change(id));
}

it("a version that only stands elsewhere changes nothing for anybody", () => {
  const moved = before.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } }));
  expect(seen({ ...before, nodes: moved })).toEqual([null, null, null, null]);
});

it("a changed step is told from one that only leads to it", () => {
  const after = drawGraph([signup, days("wait"), email("first"), days("more", 9), email("last")]);
  expect(seen(after)).toEqual(["ahead", "ahead", "step", null]);
});

it("a step that comes in between, or goes, is ahead of whoever is before it", () => {
  const longer = drawGraph([signup, days("wait"), email("first"), email("new"), days("more"), email("last")]);
  expect(seen(longer)).toEqual(["ahead", "ahead", null, null]);
  const shorter = drawGraph([signup, days("wait"), email("first"), days("more")]);
  expect(seen(shorter).slice(0, 3)).toEqual(["ahead", "ahead", "ahead"]);
});

it("a way back to an earlier step is followed once", () => {
  const round = [...before.edges, { id: "back", from: "last", port: "next", to: "wait" }];
  expect(changesAhead(before, { ...before, edges: round })("wait")).toBe("ahead");
  const changed = before.nodes.map((node) => (node.id === "first" ? email("first", "other") : node));
  const nodes = changed.map((node) => ({ ...node, position: { x: 0, y: 0 } }));
  expect(changesAhead({ ...before, edges: round }, { nodes, edges: round })("last")).toBe("ahead");
});

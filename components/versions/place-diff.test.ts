import { expect, it } from "vitest";
import type { Graph } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { BOX_HEIGHT, BOX_WIDTH, placeDiff } from "./place-diff.ts";

const before = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);
const after: Graph = {
  nodes: [
    before.nodes[0]!,
    { id: "push", type: "send-web-push", config: {}, position: before.nodes[1]!.position },
    { ...before.nodes[2]!, config: { subject: "Good day", body: "There" } },
  ],
  edges: [
    { id: "start:next", from: "start", port: "next", to: "push" },
    { id: "push:sent", from: "push", port: "sent", to: "mail" },
  ],
};

it("marks what came, went and changed, and draws nothing on top of another", () => {
  const { nodes, edges } = placeDiff(before, after);
  expect(nodes.map(({ node, mark }) => [node.id, mark])).toEqual([
    ["start", "same"],
    ["push", "added"],
    ["mail", "changed"],
    ["wait", "removed"],
  ]);
  expect(edges.map(({ edge, mark }) => [edge.from, edge.to, mark])).toEqual([
    ["start", "push", "added"],
    ["push", "mail", "added"],
    ["start", "wait", "removed"],
    ["wait", "mail", "removed"],
  ]);
  for (const one of nodes)
    for (const other of nodes)
      if (one !== other)
        expect(Math.abs(one.x - other.x) >= BOX_WIDTH || Math.abs(one.y - other.y) >= BOX_HEIGHT).toBe(true);
});

it("marks nothing where there is nothing to compare with", () => {
  const { nodes, edges } = placeDiff(null, after);
  expect([...nodes, ...edges].every(({ mark }) => mark === "same")).toBe(true);
});

import { expect, it } from "vitest";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { noteFlowId } from "./notes/flow-id.ts";
import { presentIn } from "./selection.ts";

const drawn = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);
const graph = { ...drawn, notes: [{ id: "mine", text: "", position: { x: 0, y: 0 } }] };
const edge = graph.edges[0]!.id;

it("lets go of steps, notes and connections that an undo has taken away, and of nothing else", () => {
  const all = { nodes: ["start", "mail", noteFlowId("mine")], edges: [edge], settings: false };
  expect(presentIn(graph, all)).toBe(all);
  const before = { nodes: [graph.nodes[0]!], edges: [] };
  expect(presentIn(before, all)).toEqual({ nodes: ["start"], edges: [], settings: false });
});

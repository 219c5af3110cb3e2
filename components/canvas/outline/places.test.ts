import { expect, it } from "vitest";
import { edgeId, type Graph, type GraphNode } from "#workflows/graph.ts";
import { newNode } from "../new-node.ts";
import { placeBefore, placeBehind } from "./places.ts";

const node = (id: string, type: string): GraphNode => ({ ...newNode(type, { x: 0, y: 0 }), id });
const edge = (from: string, port: string, to: string) => ({ id: edgeId(from, port), from, port, to });

const [start, mail, branch, exit] = [
  node("start", "signup"),
  node("mail", "send-email"),
  node("branch", "branch"),
  node("exit", "exit"),
];
const draw = (...edges: Graph["edges"]): Graph => ({ nodes: [start, mail, branch, exit], edges });

it("finds the place behind a step on its line, though only its failures lead anywhere", () => {
  const graph = draw(edge("start", "next", "mail"), edge("mail", "failed", "exit"));
  expect(placeBehind(graph, start)).toEqual({ kind: "inside", edgeIds: ["start:next"] });
  expect(placeBehind(graph, mail)).toEqual({ kind: "end", from: "mail", port: "next" });
});

it("finds it on the first open path of a branch, and in the first one when all are taken", () => {
  const one = draw(edge("branch", "yes", "mail"));
  expect(placeBehind(one, branch)).toEqual({ kind: "end", from: "branch", port: "otherwise" });
  const both = draw(edge("branch", "yes", "mail"), edge("branch", "otherwise", "exit"));
  expect(placeBehind(both, branch)).toEqual({ kind: "inside", edgeIds: ["branch:yes"] });
});

it("finds none behind an end, nor before what nothing leads to", () => {
  const graph = draw(edge("mail", "next", "exit"), edge("mail", "failed", "exit"));
  expect(placeBehind(graph, exit)).toBeNull();
  expect(placeBefore(graph, "mail")).toBeNull();
  expect(placeBefore(graph, "exit")).toEqual({ kind: "inside", edgeIds: ["mail:next", "mail:failed"] });
});

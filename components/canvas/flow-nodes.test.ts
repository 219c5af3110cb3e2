import { describe, expect, it } from "vitest";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { word } from "#workflows/phrase.ts";
import { drawableEdges } from "./connections.ts";
import { EdgeDrawer } from "./flow-edges.ts";
import { NodeDrawer } from "./flow-nodes.ts";
import { newNode } from "./new-node.ts";

const still = { selected: false };

function node(id: string, type: string, y: number): GraphNode {
  return { ...newNode(type, { x: 0, y }), id };
}

const graph: Graph = {
  nodes: [node("start", "signup", 0), node("wait", "delay", 180), node("mail", "send-email", 360)],
  edges: [
    { id: "start:next", from: "start", port: "next", to: "wait" },
    { id: "wait:next", from: "wait", port: "next", to: "mail" },
  ],
  notes: [{ id: "why", text: "Why", position: { x: 400, y: 0 } }],
};

describe("drawing steps", () => {
  it("draws only the one that is dragged anew, and leaves what stands in it alone", () => {
    const drawer = new NodeDrawer(word);
    const before = graph.nodes.map((one) => drawer.step(one, ["next"], still));
    const note = drawer.note(graph.notes![0]!, still);
    const after = graph.nodes.map((one) =>
      drawer.step(one, ["next"], one.id === "wait" ? { selected: true, dragged: { x: 9, y: 9 } } : still),
    );
    expect(after[0]).toBe(before[0]);
    expect(after[2]).toBe(before[2]);
    expect(drawer.note(graph.notes![0]!, still)).toBe(note);
    expect(after[1]?.position).toEqual({ x: 9, y: 9 });
    // React draws what is inside a step from its data alone.
    expect(after[1]?.data).toBe(before[1]?.data);
  });

  it("tells a step when one of its ways out got a connection", () => {
    const drawer = new NodeDrawer(word);
    const mail = graph.nodes[2]!;
    const open = drawer.step(mail, ["next", "failed"], still);
    expect(drawer.step(mail, ["failed"], still).data).toEqual({ node: mail, open: ["failed"] });
    expect(open.data.open).toEqual(["next", "failed"]);
  });

  it("never gives a note the id of a step", () => {
    const drawer = new NodeDrawer(word);
    const note = drawer.note({ id: "start", text: "", position: { x: 0, y: 0 } }, still);
    expect(note.id).not.toBe(drawer.step(graph.nodes[0]!, [], still).id);
  });
});

describe("drawing connections", () => {
  it("draws none anew when a step was moved, and its own when a step was set up", () => {
    const drawer = new EdgeDrawer({
      say: word,
      between: ({ from, port, to }) => `${from} ${port} ${to}`,
      name: (words) => words,
    });
    const draw = (of: Graph) => drawableEdges(of).map((one) => drawer.edge(one, false));
    const before = draw(graph);
    const change = (id: string, part: Partial<GraphNode>): Graph => ({
      ...graph,
      nodes: graph.nodes.map((one) => (one.id === id ? { ...one, ...part } : one)),
    });
    expect(draw(change("mail", { position: { x: 5, y: 5 } }))).toEqual(before);
    for (const [index, edge] of draw(change("mail", { position: { x: 6, y: 5 } })).entries())
      expect(edge).toBe(before[index]);
    const [first, second] = draw(change("mail", { config: { ...graph.nodes[2]!.config, subject: "New" } }));
    expect(first).toBe(before[0]);
    expect(second).not.toBe(before[1]);
    expect(second?.data).toBe(before[1]?.data);
  });

  it("leaves out what cannot be drawn", () => {
    const odd = [
      { id: "a", from: "wait", port: "gone", to: "mail" },
      { id: "b", from: "mail", port: "next", to: "start" },
      { id: "c", from: "nobody", port: "next", to: "mail" },
    ];
    expect(drawableEdges({ ...graph, edges: [...graph.edges, ...odd] }).map(({ edge }) => edge.id)).toEqual([
      "start:next",
      "wait:next",
    ]);
  });
});

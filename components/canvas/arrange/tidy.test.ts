import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { newNode } from "../new-node.ts";
import { portsForCanvas } from "../ports.ts";
import { align, distribute } from "./align.ts";
import { type Box, nodeBoxes, overlap } from "./boxes.ts";
import { guides } from "./guides.ts";
import { tidy } from "./tidy.ts";

const TYPES = ["delay", "send-email", "branch", "split", "wait-for", "exit"];

function graphOf(nodes: Record<string, string>, edges: string[]): Graph {
  return {
    nodes: Object.entries(nodes).map(([id, type]) => ({ ...newNode(type, { x: 0, y: 0 }), id })),
    edges: edges.map((edge) => {
      const [from = "", port = "", to = ""] = edge.split(" ");
      return { id: `${from}:${port}`, from, port, to };
    }),
  };
}

async function tidied(graph: Graph, heights: Record<string, number> = {}): Promise<Map<string, Box>> {
  const measured = (id: string) => {
    const box = nodeBoxes(graph, () => undefined).find((one) => one.id === id);
    return box && { width: box.width, height: heights[id] ?? box.height };
  };
  const { positions } = await tidy(graph, measured);
  const places = new Map(positions.map(({ id, position }) => [id, position]));
  const boxes = nodeBoxes(graph, measured).map((box) => ({ ...box, ...places.get(box.id) }));
  return new Map(boxes.map((box) => [box.id, box]));
}

describe("tidying up", () => {
  const forked = graphOf({ start: "signup", fork: "branch", mail: "send-email", push: "send-web-push" }, [
    "start next fork",
    // Drawn in the wrong order: where the ways out stand decides.
    "fork otherwise push",
    "fork yes mail",
  ]);

  it("leads from top to bottom, and the ways out of a step from left to right", async () => {
    const boxes = await tidied(forked);
    const [start, fork, mail, push] = ["start", "fork", "mail", "push"].map((id) => boxes.get(id)!);
    expect(start!.y).toBeLessThan(fork!.y);
    expect(fork!.y + fork!.height).toBeLessThan(mail!.y);
    expect(mail!.y).toBe(push!.y);
    expect(mail!.x + mail!.width).toBeLessThan(push!.x);
  });

  it("makes room for a step that is taller than others", async () => {
    const boxes = await tidied(forked, { fork: 600 });
    expect(boxes.get("mail")!.y - boxes.get("fork")!.y).toBeGreaterThan(600);
  });

  it("moves only what is chosen, and leaves it where it was as a whole", async () => {
    const graph: Graph = {
      ...forked,
      nodes: forked.nodes.map((node, index) => ({
        ...node,
        position: { x: 1000 + index * 7, y: 500 + index * 3 },
      })),
    };
    const { positions, notes } = await tidy(graph, () => undefined, ["mail", "fork"]);
    expect(positions.map(({ id }) => id).sort()).toEqual(["fork", "mail"]);
    expect(Math.min(...positions.map(({ position }) => position.x))).toBe(1007);
    expect(Math.min(...positions.map(({ position }) => position.y))).toBe(503);
    expect(notes).toEqual([]);
  });

  it("takes a note along with its step", async () => {
    const [start, fork] = forked.nodes as [GraphNode, GraphNode];
    const graph: Graph = {
      nodes: [start, { ...fork, position: { x: 900, y: 40 } }],
      edges: [],
      notes: [{ id: "note", text: "Why", position: { x: 1200, y: 40 } }],
    };
    const { positions, notes } = await tidy(graph, () => undefined);
    const moved = positions.find(({ id }) => id === "fork")!.position;
    expect(notes).toEqual([{ id: "note", position: { x: moved.x + 300, y: moved.y } }]);
  });

  it("lets no step lie on another, however they are connected and however tall they are", async () => {
    const link = fc.tuple(fc.nat(), fc.nat(), fc.nat());
    const heights = fc.array(fc.integer({ min: 60, max: 500 }), { minLength: 12, maxLength: 12 });
    const types = fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 11 });
    await fc.assert(
      fc.asyncProperty(types, fc.array(link, { maxLength: 30 }), heights, async (drawn, links, tall) => {
        const names = Object.fromEntries(["signup", ...drawn].map((type, index) => [`n${index}`, type]));
        const { nodes } = graphOf(names, []);
        const edges = links.flatMap(([from, port, to]) => {
          const source = nodes[from % nodes.length]!;
          const ports = portsForCanvas(source);
          const out = ports[port % Math.max(ports.length, 1)];
          const target = nodes[to % nodes.length]!;
          return out ? [`${source.id} ${out.id} ${target.id}`] : [];
        });
        const sizes = Object.fromEntries(nodes.map(({ id }, index) => [id, tall[index]!]));
        const boxes = [...(await tidied(graphOf(names, [...new Set(edges)]), sizes)).values()];
        for (const [index, box] of boxes.entries())
          for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe("putting in line", () => {
  const boxes: Box[] = [
    { id: "a", x: 0, y: 0, width: 100, height: 50 },
    { id: "b", x: 300, y: 40, width: 200, height: 50 },
    { id: "c", x: 130, y: 400, width: 50, height: 100 },
  ];
  const at = (moves: { id: string; position: { x: number; y: number } }[], side: "x" | "y") =>
    Object.fromEntries(moves.map(({ id, position }) => [id, position[side]]));

  it.each([
    ["left", "x", { a: 0, b: 0, c: 0 }],
    ["centre", "x", { a: 200, b: 150, c: 225 }],
    ["right", "x", { a: 400, b: 300, c: 450 }],
    ["top", "y", { a: 0, b: 0, c: 0 }],
    ["middle", "y", { a: 225, b: 225, c: 200 }],
    ["bottom", "y", { a: 450, b: 450, c: 400 }],
  ] as const)("at the %s", (how, side, expected) => {
    expect(at(align(boxes, how), side)).toEqual(expected);
  });

  it("leaves the same room between all of them", () => {
    expect(at(distribute(boxes, "across"), "x")).toEqual({ a: 0, c: 175, b: 300 });
    expect(at(distribute(boxes, "down"), "y")).toEqual({ a: 0, b: 200, c: 400 });
    expect(distribute(boxes.slice(1), "across")).toEqual([]);
  });
});

describe("guides for a dragged step", () => {
  const at = (id: string, x: number, y: number, width = 264): Box => ({ id, x, y, width, height: 100 });

  it("show where its sides, its middle or its top are in line with another", () => {
    const others = [at("wide", 0, 0, 464), at("far", 700, 500)];
    expect(guides(at("dragged", 100, 180), others)).toEqual({ upright: [232], level: [] });
    expect(guides(at("dragged", 0, 500), others)).toEqual({ upright: [0], level: [500] });
    expect(guides(at("dragged", 37, 41), others)).toEqual({ upright: [], level: [] });
  });
});

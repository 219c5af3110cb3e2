import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeId, type Graph, type GraphNode } from "#workflows/graph.ts";
import { randomGraph } from "#workflows/testing/random-graph.ts";
import { edgeAt } from "../connections.ts";
import { type Draft, type Edit, reduceDraft, startDraft } from "../draft.ts";
import { nodeWidth } from "../layout.ts";
import { newNode, onwardPort, placeBelow } from "../new-node.ts";
import { portsForCanvas } from "../ports.ts";
import { onlyThrough, usualFollowers } from "./followers.ts";
import { freePlaceFor } from "./free-place.ts";
import { outlineOf } from "./outline.ts";
import { maySwap } from "./swap.ts";

const RUNS = 200;

function node(id: string, type: string, y: number, x = 0): GraphNode {
  return { ...newNode(type, { x, y }), id };
}

function lead(graph: Pick<Graph, "nodes">, ...edges: [from: string, port: string, to: string][]): Graph {
  return { ...graph, edges: edges.map(([from, port, to]) => ({ id: edgeId(from, port), from, port, to })) };
}

/** start → wait → mail → exit, and failures of the email go to a call. */
const drawn = lead(
  {
    nodes: [
      node("start", "signup", 0),
      node("wait", "delay", 180),
      node("mail", "send-email", 360),
      node("exit", "exit", 540),
      node("call", "call-webhook", 540, 320),
    ],
  },
  ["start", "next", "wait"],
  ["wait", "next", "mail"],
  ["mail", "next", "exit"],
  ["mail", "failed", "call"],
);

function edit(graph: Graph, ...edits: Edit[]): Graph {
  return edits.reduce<Draft>(
    (draft, one) => reduceDraft(draft, { kind: "edit", edit: one }),
    startDraft(graph),
  ).graph;
}

const read = (graph: Graph) => graph.edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
const placeOf = (graph: Graph, id: string) => graph.nodes.find((other) => other.id === id)?.position;

describe("taking a step out", () => {
  it("leads on to what followed through the chosen way, in one entry to undo", () => {
    const before = startDraft(drawn);
    const after = reduceDraft(before, {
      kind: "edit",
      edit: { kind: "extract", nodeId: "mail", port: "next" },
    });
    expect(read(after.graph)).toEqual(["start next wait", "wait next exit"]);
    expect(reduceDraft(after, { kind: "undo" }).graph).toBe(drawn);
    const other = edit(drawn, { kind: "extract", nodeId: "mail", port: "failed" });
    expect(read(other)).toEqual(["start next wait", "wait next call"]);
  });

  it("ends the line when nothing followed, and leads no step to itself", () => {
    expect(read(edit(drawn, { kind: "extract", nodeId: "call", port: "next" }))).not.toContain(
      "mail failed call",
    );
    const circle = lead(drawn, ["start", "next", "wait"], ["wait", "next", "mail"], ["mail", "next", "wait"]);
    expect(read(edit(circle, { kind: "extract", nodeId: "wait", port: "next" }))).toEqual([
      "start next mail",
    ]);
  });

  it("is filled by what follows its first way out that leads anywhere", () => {
    expect(usualFollowers(drawn, drawn.nodes[2]!)).toEqual({ kind: "join", port: "next" });
    const failing = lead(drawn, ["mail", "failed", "call"]);
    expect(usualFollowers(failing, drawn.nodes[2]!)).toEqual({ kind: "join", port: "failed" });
    expect(usualFollowers(drawn, drawn.nodes[3]!)).toEqual({ kind: "leave" });
    expect(usualFollowers(drawn, drawn.nodes[0]!)).toEqual({ kind: "leave" });
  });

  it("knows what only it leads to", () => {
    expect(onlyThrough(drawn, "mail").sort()).toEqual(["call", "exit", "mail"]);
    const joined = lead(drawn, ["start", "next", "wait"], ["wait", "next", "mail"], ["call", "next", "mail"]);
    expect(onlyThrough(joined, "wait")).toEqual(["wait"]);
  });
});

describe("two steps that change places", () => {
  it("keep their own paths, and their places on the canvas are those of each other", () => {
    const after = edit(drawn, { kind: "swap", upper: "wait", lower: "mail" });
    expect(read(after)).toEqual(["mail failed call", "mail next wait", "start next mail", "wait next exit"]);
    expect(placeOf(after, "mail")).toEqual({ x: 0, y: 180 });
    expect(placeOf(after, "wait")).toEqual({ x: 0, y: 360 });
    expect(read(edit(after, { kind: "swap", upper: "mail", lower: "wait" }))).toEqual(read(drawn));
  });

  it("may not be the trigger, an end, or a step that others lead to", () => {
    expect(maySwap(drawn, { upper: "start", lower: "wait" })).toBe(false);
    expect(maySwap(drawn, { upper: "mail", lower: "exit" })).toBe(false);
    expect(maySwap(drawn, { upper: "mail", lower: "call" })).toBe(false);
    const met = { ...drawn, edges: [...drawn.edges, ...lead(drawn, ["call", "next", "mail"]).edges] };
    expect(maySwap(met, { upper: "wait", lower: "mail" })).toBe(false);
    const back = { ...drawn, edges: [...drawn.edges, ...lead(drawn, ["call", "next", "wait"]).edges] };
    expect(maySwap(back, { upper: "wait", lower: "mail" })).toBe(true);
  });
});

describe("putting a step in", () => {
  it("takes the place of its follower for all that led there", () => {
    const met = { ...drawn, edges: [...drawn.edges, ...lead(drawn, ["call", "next", "exit"]).edges] };
    const pause = node("pause", "delay", 0);
    const edgeIds = ["mail:next", "call:next"];
    const after = edit(met, { kind: "insert", node: pause, edgeIds, onward: onwardPort(pause) });
    expect(read(after)).toEqual([
      "call next pause",
      "mail failed call",
      "mail next pause",
      "pause next exit",
      "start next wait",
      "wait next mail",
    ]);
    expect(placeOf(after, "pause")).toEqual({ x: 0, y: 720 });
    expect(placeOf(after, "exit")).toEqual({ x: 0, y: 900 });
  });

  it("ends the path when the step has no way out", () => {
    const end = node("end", "exit", 0);
    const after = edit(drawn, { kind: "insert", node: end, edgeIds: ["wait:next"], onward: undefined });
    expect(read(after)).toEqual(["mail failed call", "mail next exit", "start next wait", "wait next end"]);
  });

  it("refuses connections that lead to different steps", () => {
    const pause = node("pause", "delay", 0);
    const edgeIds = ["wait:next", "mail:next"];
    expect(edit(drawn, { kind: "insert", node: pause, edgeIds, onward: "next" })).toBe(drawn);
  });
});

it("never lays one step on another, and undoes to where it began", () => {
  const types = ["send-email", "delay", "branch", "split", "wait-for", "exit"];
  const change = fc.record({ how: fc.nat(3), at: fc.nat(60), type: fc.constantFrom(...types) });
  fc.assert(
    fc.property(randomGraph(), fc.array(change, { minLength: 1, maxLength: 12 }), (random, changes) => {
      const first = spread(random);
      let draft = startDraft(first);
      for (const [index, { how, at, type }] of changes.entries()) {
        const wanted = anyEdit(draft.graph, how, at, newNode(type, { x: 0, y: 0 }), `new-${index}`);
        if (wanted) draft = reduceDraft(draft, { kind: "edit", edit: wanted });
        expect(overlaps(draft.graph)).toEqual([]);
        expect([...outlineOf(draft.graph).numbers.keys()].sort()).toEqual(idsOf(draft.graph).sort());
        const ids = new Set(idsOf(draft.graph));
        for (const { from, to } of draft.graph.edges)
          expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
      }
      while (draft.past.length > 0) draft = reduceDraft(draft, { kind: "undo" });
      expect(draft.graph).toBe(first);
    }),
    { numRuns: RUNS },
  );
});

function anyEdit(graph: Graph, how: number, at: number, added: GraphNode, id: string): Edit | null {
  const edge = graph.edges[at % Math.max(graph.edges.length, 1)];
  if (!edge) return null;
  const fresh = { ...added, id };
  if (how === 0) return { kind: "insert", node: fresh, edgeIds: [edge.id], onward: onwardPort(fresh) };
  if (how === 1) return { kind: "swap", upper: edge.from, lower: edge.to };
  if (how === 2) return { kind: "extract", nodeId: edge.to, port: "next" };
  const from = graph.nodes[at % graph.nodes.length];
  const port = from && portsForCanvas(from).find(({ id }) => !edgeAt(graph, from.id, id));
  if (!port) return null;
  const position = freePlaceFor(graph.nodes, fresh, placeBelow(graph, from.id, port.id));
  return { kind: "add", node: { ...fresh, position }, after: { from: from.id, port: port.id } };
}

function idsOf({ nodes }: Graph): string[] {
  return nodes.map(({ id }) => id);
}

/** As if drawn by hand: every step in a row of its own. */
function spread(graph: Graph): Graph {
  const nodes = graph.nodes.map((one, index) => ({ ...one, position: { x: 0, y: index * 180 } }));
  return { ...graph, nodes };
}

const STEP_HEIGHT = 130;

function overlaps({ nodes }: Graph): string[] {
  const width = (one: GraphNode) => nodeWidth(portsForCanvas(one).length);
  return nodes.flatMap((a, index) =>
    nodes.slice(index + 1).flatMap((b) => {
      const apart =
        a.position.x + width(a) <= b.position.x ||
        b.position.x + width(b) <= a.position.x ||
        Math.abs(a.position.y - b.position.y) >= STEP_HEIGHT;
      return apart ? [] : `${a.id} on ${b.id}`;
    }),
  );
}

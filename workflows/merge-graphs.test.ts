import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeId, GRAPH_NODES_MAX, type Graph, graph as graphSchema } from "./graph.ts";
import { type Merged, mergeGraphs } from "./merge-graphs.ts";
import { drawGraph } from "./recipes/recipe.ts";

const base = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);

function changed(graph: Graph, nodeId: string, config: Record<string, unknown>): Graph {
  const change = (node: Graph["nodes"][number]) =>
    node.id === nodeId ? { ...node, config: { ...node.config, ...config } } : node;
  return { ...graph, nodes: graph.nodes.map(change) };
}

function moved(graph: Graph, nodeId: string, x: number, y: number): Graph {
  const move = (node: Graph["nodes"][number]) =>
    node.id === nodeId ? { ...node, position: { x: node.position.x + x, y: node.position.y + y } } : node;
  return { ...graph, nodes: graph.nodes.map(move) };
}

function without(graph: Graph, nodeId: string): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => id !== nodeId),
    edges: graph.edges.filter(({ from, to }) => from !== nodeId && to !== nodeId),
  };
}

/** A step put into the connection behind another one. */
function inserted(graph: Graph, after: string, id: string): Graph {
  const edge = graph.edges.find(({ from }) => from === after)!;
  const node = { id, type: "send-sms", config: { body: id }, position: { x: 0, y: 0 } };
  return {
    ...graph,
    nodes: [...graph.nodes, node],
    edges: [
      ...graph.edges.filter((other) => other !== edge),
      { ...edge, to: id },
      { id: edgeId(id, "sent"), from: id, port: "sent", to: edge.to },
    ],
  };
}

function graphOf(merged: Merged): Graph {
  if (merged.kind !== "merged") throw new Error(JSON.stringify(merged.clashes));
  return merged.graph;
}

function clashesOf(merged: Merged) {
  if (merged.kind !== "clashes") throw new Error("nothing clashed");
  return merged;
}

describe("two people who changed different things", () => {
  it("both keep them, down to two fields of one step", () => {
    const mine = changed(base, "mail", { subject: "Mine" });
    const theirs = changed(changed(base, "mail", { body: "Theirs" }), "wait", { duration: 3 });
    const { nodes, edges } = graphOf(mergeGraphs(base, mine, theirs));
    expect(nodes.map(({ config }) => config)).toEqual([
      {},
      { duration: 3 },
      { subject: "Mine", body: "Theirs" },
    ]);
    expect(edges).toEqual(base.edges);
  });

  it("keep the steps that they put in at different places; what both moved stands where I put it", () => {
    const mine = moved(inserted(base, "start", "early"), "mail", 0, 100);
    const theirs = moved(inserted(base, "wait", "late"), "mail", 0, 70);
    const { nodes, edges } = graphOf(mergeGraphs(base, mine, theirs));
    expect(nodes.map(({ id }) => id)).toEqual(["start", "wait", "mail", "early", "late"]);
    expect(edges.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      "early wait",
      "late mail",
      "start early",
      "wait late",
    ]);
    const at = base.nodes[2]!.position;
    expect(nodes[2]?.position).toEqual({ x: at.x, y: at.y + 100 });
  });

  it("lose nothing when one takes a step away that the other only moved, or led past", () => {
    const mine = without(base, "wait");
    expect(graphOf(mergeGraphs(base, mine, moved(base, "wait", 9, 9)))).toEqual(mine);
    const past = { ...base, edges: [{ id: "start:next", from: "start", port: "next", to: "mail" }] };
    expect(graphOf(mergeGraphs(base, mine, past)).edges).toEqual(past.edges);
  });

  it("keep settings and notes of both", () => {
    const note = { id: "n", text: "Mine", position: { x: 0, y: 0 } };
    const mine = { ...base, notes: [note], settings: { goalDays: 3 } };
    const theirs = { ...base, settings: { reentry: "after-exit" }, notes: [{ ...note, id: "m" }] };
    const merged = graphOf(mergeGraphs(base, mine, theirs));
    expect(merged.notes?.map(({ id }) => id)).toEqual(["n", "m"]);
    expect(merged.settings).toEqual({ goalDays: 3, reentry: "after-exit" });
  });
});

describe("two people who changed the same thing", () => {
  it("are told the field, and either answer keeps all the rest", () => {
    const mine = changed(base, "mail", { subject: "Mine", body: "Also mine" });
    const theirs = changed(changed(base, "mail", { subject: "Theirs" }), "wait", { duration: 3 });
    const merged = clashesOf(mergeGraphs(base, mine, theirs));
    expect(merged.clashes).toEqual([
      { kind: "field", nodeId: "mail", field: "subject", mine: "Mine", theirs: "Theirs" },
    ]);
    expect(merged.keepMine.nodes.map(({ config }) => config)).toEqual([
      {},
      { duration: 3 },
      { subject: "Mine", body: "Also mine" },
    ]);
    expect(merged.takeTheirs.nodes[2]?.config).toEqual({ subject: "Theirs", body: "Also mine" });
  });

  it("are told of a step that one took away and the other changed, or led to", () => {
    const gone = without(base, "wait");
    const merged = clashesOf(mergeGraphs(base, gone, changed(base, "wait", { duration: 3 })));
    expect(merged.clashes).toEqual([{ kind: "removed", nodeId: "wait", by: "mine" }]);
    expect(merged.keepMine).toEqual(gone);
    expect(merged.takeTheirs.edges).toEqual(base.edges);
    const led = inserted(base, "start", "new");
    expect(clashesOf(mergeGraphs(base, led, gone)).clashes).toContainEqual({
      kind: "removed",
      nodeId: "wait",
      by: "theirs",
    });
  });

  it("are told of a connection that each led elsewhere", () => {
    const [mine, theirs] = [inserted(base, "start", "a"), inserted(base, "start", "b")];
    const merged = clashesOf(mergeGraphs(base, mine, theirs));
    expect(merged.clashes).toEqual([
      { kind: "connection", nodeId: "start", port: "next", mine: "a", theirs: "b" },
    ]);
    expect(merged.takeTheirs.edges.find(({ from }) => from === "start")?.to).toBe("b");
  });

  it("are told of a way out that one took away while the other led somewhere from it", () => {
    const paths = [{ id: "vip", label: "VIP", condition: { kind: "reachable", channel: "email" } }];
    const branch = { id: "branch", type: "branch", config: { paths }, position: { x: 0, y: 0 } };
    const before: Graph = { ...base, nodes: [...base.nodes, branch] };
    const other = [{ ...paths[0]!, id: "other" }];
    const mine = changed(before, "branch", { paths: other });
    const theirs = {
      ...before,
      edges: [...before.edges, { id: "branch:vip", from: "branch", port: "vip", to: "mail" }],
    };
    expect(clashesOf(mergeGraphs(before, mine, theirs)).clashes).toEqual([
      { kind: "connection", nodeId: "branch", port: "vip", mine: null, theirs: "mail" },
    ]);
  });

  it("are told of a note, and of a setting", () => {
    const note = { id: "n", text: "Before", position: { x: 0, y: 0 } };
    const before = { ...base, notes: [note], settings: { goalDays: 1 } };
    const mine = { ...base, notes: [], settings: { goalDays: 2 } };
    const theirs = { ...before, notes: [{ ...note, text: "After" }], settings: { goalDays: 3 } };
    const { clashes, keepMine, takeTheirs } = clashesOf(mergeGraphs(before, mine, theirs));
    expect(clashes).toEqual([
      { kind: "note", nodeId: null, noteId: "n", mine: null, theirs: "After" },
      { kind: "setting", nodeId: null, field: "goalDays", mine: 2, theirs: 3 },
    ]);
    expect([keepMine.notes, takeTheirs.notes?.[0]?.text]).toEqual([[], "After"]);
  });

  it("are told when there is no room for both", () => {
    const many = (name: string) => ({
      ...base,
      nodes: [
        ...base.nodes,
        ...Array.from({ length: GRAPH_NODES_MAX - 10 }, (_, index) => ({
          ...base.nodes[1]!,
          id: `${name}-${index}`,
        })),
      ],
    });
    const merged = clashesOf(mergeGraphs(base, many("a"), many("b")));
    expect(merged.clashes).toEqual([{ kind: "too-large", nodeId: null }]);
    expect(merged.keepMine).toEqual(many("a"));
  });
});

describe("whatever two people do", () => {
  it("merging with somebody who did nothing gives what the other made", () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (before, after) => {
        expect(graphOf(mergeGraphs(before, after, before))).toEqual(after);
        expect(graphOf(mergeGraphs(before, before, after))).toEqual(after);
        expect(graphOf(mergeGraphs(before, after, after))).toEqual(after);
      }),
    );
  });

  it("the result is a graph in which every connection leads somewhere, and one from each way out", () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, anyGraph, (before, mine, theirs) => {
        const merged = mergeGraphs(before, mine, theirs);
        const results = merged.kind === "merged" ? [merged.graph] : [merged.keepMine, merged.takeTheirs];
        for (const result of results) {
          expect(graphSchema.safeParse(result).success).toBe(true);
          const ids = result.nodes.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { from, to } of result.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
          const ways = result.edges.map(({ from, port }) => `${from}:${port}`);
          expect(new Set(ways).size).toBe(ways.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("what does not clash comes out the same whoever is asked", () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, anyGraph, (before, mine, theirs) => {
        const one = mergeGraphs(before, mine, theirs);
        const other = mergeGraphs(before, theirs, mine);
        expect(other.kind).toBe(one.kind);
        if (one.kind === "merged" && other.kind === "merged")
          expect(sorted(other.graph)).toEqual(sorted(one.graph));
        else if (one.kind === "clashes" && other.kind === "clashes")
          expect(sorted(other.keepMine)).toEqual(sorted(one.takeTheirs));
      }),
      { numRuns: 150 },
    );
  });
});

/** The same graph whatever the order of its parts, and wherever they stand. */
function sorted({ nodes, edges, notes = [], settings = {} }: Graph) {
  const unplaced = <T extends object>(things: T[]) => things.map((thing) => ({ ...thing, position: null }));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return {
    nodes: unplaced(nodes).sort(byId),
    edges: edges.map(({ from, port, to }) => `${from}:${port}:${to}`).sort(),
    notes: unplaced(notes).sort(byId),
    settings,
  };
}

const nodeId = fc.constantFrom("a", "b", "c", "d");
const position = fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) });
const anyGraph: fc.Arbitrary<Graph> = fc
  .record({
    nodes: fc.uniqueArray(
      fc.record({
        id: nodeId,
        type: fc.constantFrom("send-email", "branch", "unknown"),
        config: fc.dictionary(fc.constantFrom("subject", "body", "paths"), fc.jsonValue({ maxDepth: 1 })),
        position,
      }),
      { selector: ({ id }) => id },
    ),
    edges: fc.uniqueArray(fc.record({ from: nodeId, port: fc.constantFrom("next", "sent"), to: nodeId }), {
      selector: ({ from, port }) => edgeId(from, port),
    }),
    notes: fc.uniqueArray(fc.record({ id: nodeId, text: fc.constantFrom("x", "y", "z"), position }), {
      selector: ({ id }) => id,
    }),
    settings: fc.dictionary(fc.constantFrom("goalDays", "reentry"), fc.nat(2)),
  })
  .map(({ edges, ...rest }) => ({
    ...rest,
    edges: edges
      .filter(({ from, to }) => [from, to].every((id) => rest.nodes.some((node) => node.id === id)))
      .map((edge) => ({ ...edge, id: edgeId(edge.from, edge.port) })),
  }));

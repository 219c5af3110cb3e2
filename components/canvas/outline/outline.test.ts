import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeId, type Graph, type GraphNode } from "#workflows/graph.ts";
import { word } from "#workflows/phrase.ts";
import { randomGraph } from "#workflows/testing/random-graph.ts";
import { isConnectable } from "../connections.ts";
import { type OutlineLine, type OutlineStep, outlineOf } from "./outline.ts";

const RUNS = 400;
const STEPS = 300;
/** Many times what it takes, for machines that are busy. */
const OUTLINE_MS = 100;

const position = { x: 0, y: 0 };
const paths = (...ids: string[]) =>
  ids.map((id) => ({ id, label: id.toUpperCase(), condition: { kind: "reachable", channel: "email" } }));

const CONFIG: Record<string, GraphNode["config"]> = {
  delay: { duration: { amount: 1, unit: "hours" } },
  "send-email": { subject: "Hi", body: "There" },
  branch: { paths: paths("yes") },
};

/** "start mail branch": each name's first word is its type, so "delay" and "delay-2" both wait. */
function draw(nodes: string[], ...edges: [from: string, port: string, to: string][]): Graph {
  const types: Record<string, string> = { start: "signup", mail: "send-email" };
  return {
    nodes: nodes.map((id) => {
      const word = id.replace(/-\d$/, "");
      const type = types[word] ?? word;
      return { id, type, config: CONFIG[type] ?? {}, position };
    }),
    edges: edges.map(([from, port, to]) => ({ id: edgeId(from, port), from, port, to })),
  };
}

/** The outline as it reads: ids, and in brackets the paths of a step by their labels. */
function read(line: OutlineLine): string {
  const steps = line.steps.map(({ node, paths: own }) => {
    const inside = own.map(({ port, line: inner }) => `${word(port.label)}: ${read(inner)}`.trim());
    return inside.length > 0 ? `${node.id} [${inside.join(" | ")}]` : node.id;
  });
  const end = line.end.kind === "continues" ? `→${line.end.edge.to}` : line.end.kind;
  return [...steps, end].join(" ");
}

function readAll(graph: Graph) {
  const { starts, stray } = outlineOf(graph);
  return { starts: starts.map(read), stray: stray.map(read) };
}

describe("how a graph reads", () => {
  it("goes down from the trigger, failures aside", () => {
    const graph = draw(
      ["delay", "mail", "start", "exit"],
      ["start", "next", "delay"],
      ["delay", "next", "mail"],
      ["mail", "failed", "exit"],
    );
    expect(readAll(graph)).toEqual({ starts: ["start delay mail [If it fails: exit over] open"], stray: [] });
    expect(Object.fromEntries(outlineOf(graph).numbers)).toEqual({ start: 1, delay: 2, mail: 3, exit: 4 });
  });

  it("puts what follows behind all paths where they meet again", () => {
    const graph = draw(
      ["start", "branch", "delay-1", "delay-2", "mail", "exit"],
      ["start", "next", "branch"],
      ["branch", "yes", "delay-1"],
      ["branch", "otherwise", "delay-2"],
      ["delay-1", "next", "mail"],
      ["delay-2", "next", "mail"],
      ["mail", "next", "exit"],
    );
    expect(readAll(graph).starts).toEqual([
      "start branch [YES: delay-1 →mail | Otherwise: delay-2 →mail] mail [If it fails: open] exit over",
    ]);
  });

  it("points from a failure to the step of the line that it goes on with", () => {
    const graph = draw(
      ["start", "mail", "delay", "exit"],
      ["start", "next", "mail"],
      ["mail", "next", "delay"],
      ["mail", "failed", "exit"],
      ["delay", "next", "exit"],
    );
    expect(readAll(graph).starts).toEqual(["start mail [If it fails: →exit] delay exit over"]);
  });

  it("points back where it goes in a circle", () => {
    const graph = draw(
      ["start", "delay", "branch"],
      ["start", "next", "delay"],
      ["delay", "next", "branch"],
      ["branch", "yes", "delay"],
    );
    expect(readAll(graph).starts).toEqual(["start delay branch [YES: →delay | Otherwise: open] divided"]);
  });

  it("lists what nothing leads to from its own beginning, circles too", () => {
    const graph = draw(
      ["start", "exit", "delay-1", "delay-2", "delay-3"],
      ["delay-1", "next", "exit"],
      ["delay-2", "next", "delay-3"],
      ["delay-3", "next", "delay-2"],
    );
    expect(readAll(graph)).toEqual({
      starts: ["start open"],
      stray: ["delay-1 exit over", "delay-2 delay-3 →delay-2"],
    });
  });

  it("shows connections that cannot be drawn as broken", () => {
    const graph = draw(
      ["start", "delay", "exit"],
      ["start", "next", "delay"],
      ["delay", "next", "start"],
      ["exit", "gone", "delay"],
    );
    expect(readAll(graph)).toEqual({ starts: ["start delay broken"], stray: ["exit broken"] });
  });
});

it("holds every step and every connection of any graph once, as the canvas does", () => {
  fc.assert(
    fc.property(wildGraph(), (graph) => {
      const outline = outlineOf(graph);
      const steps = [...outline.starts, ...outline.stray].flatMap(stepsOf);
      expect(steps.map(({ node }) => node.id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
      expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
      for (const { node, number } of steps) expect(outline.numbers.get(node.id)).toBe(number);

      const ends = [...outline.starts, ...outline.stray].flatMap(linesOf).map(({ end }) => end);
      const nested = steps.flatMap(({ via }) => via ?? []);
      const continued = ends.flatMap((end) => (end.kind === "continues" ? end.edge : []));
      const broken = ends.flatMap((end) => (end.kind === "broken" ? end.edge : []));
      expect([...nested, ...continued, ...broken].map(({ id }) => id).sort()).toEqual(
        graph.edges.map(({ id }) => id).sort(),
      );
      for (const edge of [...nested, ...continued]) expect(isConnectable(graph, edge)).toBe(true);
      for (const edge of broken) expect(isConnectable(graph, edge)).toBe(false);
    }),
    { numRuns: RUNS },
  );
});

it("calls a step not connected exactly when no trigger leads to it", () => {
  fc.assert(
    fc.property(wildGraph(), (graph) => {
      const shown = outlineOf(graph).starts.flatMap(stepsOf);
      const reached = new Set(graph.nodes.filter(({ type }) => type === "signup").map(({ id }) => id));
      for (const id of reached)
        for (const edge of graph.edges)
          if (edge.from === id && isConnectable(graph, edge)) reached.add(edge.to);
      expect(shown.map(({ node }) => node.id).sort()).toEqual([...reached].sort());
    }),
    { numRuns: RUNS },
  );
});

it("takes a few milliseconds for a workflow as large as they come", () => {
  const ids = Array.from({ length: STEPS }, (_, index) => `${index % 3 === 0 ? "branch" : "mail"}${index}`);
  const graph = draw(["start"], ["start", "next", ids[0] ?? ""]);
  for (const [index, id] of ids.entries()) {
    const type = id.startsWith("branch") ? "branch" : "send-email";
    graph.nodes.push({ id, type, config: CONFIG[type] ?? {}, position });
    const ports = type === "branch" ? ["yes", "otherwise"] : ["next", "failed"];
    for (const [further, port] of ports.entries()) {
      const to = ids[index + 1 + further * 5];
      if (to) graph.edges.push({ id: edgeId(id, port), from: id, port, to });
    }
  }
  outlineOf(graph);
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    expect(outlineOf(graph).numbers.size).toBe(STEPS + 1);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(OUTLINE_MS);
});

/** Graphs that lead anywhere, with strays, lost connections and whatever else a file may hold. */
function wildGraph(): fc.Arbitrary<Graph> {
  const end = fc.nat(12);
  const extra = fc.record({ from: end, to: end, port: fc.constantFrom("next", "failed", "yes", "gone") });
  return fc
    .tuple(randomGraph({ anywhere: true }), fc.array(extra, { maxLength: 4 }), fc.array(fc.nat(20)))
    .map(([graph, extras, lost]) => {
      const ids = [...graph.nodes.map(({ id }) => id), "nobody"];
      const stray = { id: "stray", type: "delay", config: CONFIG.delay ?? {}, position };
      const added = extras.flatMap(({ from, to, port }, index) => {
        const [source, target] = [graph.nodes[from % graph.nodes.length], ids[to % ids.length]];
        return source && target ? [{ id: `extra-${index}`, from: source.id, port, to: target }] : [];
      });
      const edges = graph.edges.filter((_, index) => !lost.includes(index));
      return { nodes: [...graph.nodes, stray], edges: [...edges, ...added] };
    });
}

function linesOf(line: OutlineLine): OutlineLine[] {
  return [line, ...line.steps.flatMap((step) => step.paths.flatMap((path) => linesOf(path.line)))];
}

function stepsOf(line: OutlineLine): OutlineStep[] {
  return line.steps.flatMap((step) => [step, ...step.paths.flatMap((path) => stepsOf(path.line))]);
}

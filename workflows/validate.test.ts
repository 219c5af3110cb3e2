import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { compileGraph } from "./compile.ts";
import { emptyGraph, GRAPH_NODES_MAX, type Graph, graph as graphSchema } from "./graph.ts";
import { advance, startRun } from "./interpreter.ts";
import { drawGraph } from "./recipes/recipe.ts";
import type { Input } from "./run.ts";
import { randomGraph } from "./testing/random-graph.ts";
import { makeFacts, NOW } from "./testing/sample-facts.ts";
import { isPublishable, portsOf, validateGraph } from "./validate.ts";

const start = { id: "start", type: "signup", config: {} };
const email = { id: "email", type: "send-email", config: { subject: "Hi", body: "There" } };
const wait = { id: "wait", type: "delay", config: { duration: { amount: 2, unit: "days" } } };
const fine = drawGraph([start, email, wait]);
const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}-${to}`, from, port, to });

function codes(graph: Graph): [string, string | undefined][] {
  return validateGraph(graph).map(({ code, nodeId }) => [code, nodeId]);
}

it("finds nothing wrong with a graph that is right", () => {
  expect(validateGraph(fine)).toEqual([]);
});

describe("what keeps a graph from being published", () => {
  it.each<[string, Graph, [string, string | undefined][]]>([
    ["nothing in it", emptyGraph, [["graph.no-trigger", undefined]]],
    ["no trigger", drawGraph([email]), [["graph.no-trigger", undefined]]],
    ["only a trigger", drawGraph([start]), [["graph.no-step", undefined]]],
    [
      "a second trigger",
      { ...fine, nodes: [...fine.nodes, { ...fine.nodes[0]!, id: "again" }] },
      [["graph.second-trigger", "again"]],
    ],
    [
      "an unknown type",
      drawGraph([start, { id: "x", type: "send-telegram", config: {} }]),
      [["node.unknown-type", "x"]],
    ],
    ["the same id twice", { ...fine, nodes: [...fine.nodes, fine.nodes[1]!] }, [["node.same-id", "email"]]],
    [
      "settings that are missing",
      drawGraph([start, { ...email, config: { subject: "Hi" } }]),
      [["node.bad-config", "email"]],
    ],
    [
      "a connection to nowhere",
      { ...fine, edges: [...fine.edges, edge("wait", "next", "gone")] },
      [["edge.nowhere", "wait"]],
    ],
    [
      "a connection from nowhere",
      { ...fine, edges: [...fine.edges, edge("gone", "next", "wait")] },
      [["edge.nowhere", "wait"]],
    ],
    [
      "a connection into the trigger",
      { ...fine, edges: [...fine.edges, edge("wait", "next", "start")] },
      [["edge.into-trigger", "start"]],
    ],
    [
      "a port that is not there",
      { ...fine, edges: [...fine.edges, edge("wait", "maybe", "email")] },
      [["edge.unknown-port", "wait"]],
    ],
    [
      "two connections from one port",
      { ...fine, edges: [...fine.edges, edge("email", "next", "wait")] },
      [["edge.second", "email"]],
    ],
    [
      "a circle without a wait",
      drawGraph([
        start,
        email,
        { id: "push", type: "send-web-push", config: { title: "Hi" }, to: { next: "email" } },
      ]),
      [
        ["graph.circle", "email"],
        ["graph.circle", "push"],
      ],
    ],
    [
      "a step behind itself",
      drawGraph([start, { ...email, to: { next: "email" } }]),
      [["graph.circle", "email"]],
    ],
  ])("%s", (_what, graph, expected) => {
    expect(codes(graph)).toEqual(expected);
    expect(isPublishable(validateGraph(graph))).toBe(false);
  });
});

it("only warns of a step that nobody reaches", () => {
  const graph = { ...fine, nodes: [...fine.nodes, { ...fine.nodes[1]!, id: "lonely" }] };
  expect(codes(graph)).toEqual([["node.unreachable", "lonely"]]);
  expect(isPublishable(validateGraph(graph))).toBe(true);
});

it("allows a circle that waits", () => {
  expect(codes(drawGraph([start, email, { ...wait, to: { next: "email" } }]))).toEqual([]);
});

it("names the field at fault and says in plain words what to do", () => {
  const graph = drawGraph([
    start,
    { ...email, config: { subject: " ", body: "x".repeat(20_001), preview: 5 } },
    { ...wait, config: { duration: { amount: 0, unit: "days" } } },
    {
      id: "quiet",
      type: "branch",
      config: { paths: [{ id: "a", label: "", condition: { kind: "any", of: [] } }] },
    },
  ]);
  expect(validateGraph(graph).map(({ nodeId, field, message }) => [nodeId, field, message])).toEqual([
    ["email", "subject", "Write a subject"],
    ["email", "preview", "Preview text is missing or not usable"],
    ["email", "body", "Message: at most 20000 characters"],
    ["wait", "duration.amount", "At least 1"],
    ["quiet", "paths.0.label", "Give the path a name"],
    ["quiet", "paths.0.condition.of", "Add at least one condition"],
  ]);
});

it("knows the ports of what it can read", () => {
  expect(fine.nodes.map(portsOf)).toEqual([["next"], ["next", "failed"], ["next"]]);
  expect(portsOf({ ...fine.nodes[1]!, config: {} })).toBeNull();
  expect(portsOf({ ...fine.nodes[1]!, type: "constructor" })).toBeNull();
});

it("throws on no graph that can be stored", () => {
  const ids = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
  const types = fc.constantFrom(...catalogue.map(({ type }) => type), "unknown", "__proto__", "toString");
  const config = fc.dictionary(
    fc.constantFrom("paths", "duration", "url", "headers", "subject", "days", "event", "idle", "__proto__"),
    fc.jsonValue(),
  );
  const node = fc.record({ id: ids, type: types, config, position: fc.constant({ x: 0, y: 0 }) });
  const edges = fc.array(
    fc.record({ id: ids, from: ids, port: fc.constantFrom("next", "failed", "x"), to: ids }),
  );
  fc.assert(
    fc.property(fc.array(node, { maxLength: 6 }), edges, (nodes, edges) => {
      const graph = graphSchema.parse({ nodes, edges });
      for (const { message } of validateGraph(graph)) expect(message).not.toMatch(/expected|undefined/i);
      compileGraph(graph);
    }),
    { numRuns: 300 },
  );
});

describe("a graph that may be published never goes in a circle", () => {
  const unreachable = makeFacts({ reachable: { email: false, webPush: false } });

  it("for graphs of any shape", () => {
    let published = 0;
    fc.assert(
      fc.property(randomGraph({ anywhere: true }), (drawn) => {
        if (!isPublishable(validateGraph(drawn))) return;
        published += 1;
        const graph = compileGraph(drawn);
        let run = startRun(graph, {});
        let input: Input = { kind: "start" };
        let now = NOW;
        for (let count = 0; count < 20; count++) {
          const { end, run: next } = advance(graph, run, input, unreachable, now);
          if (end) {
            expect(end.reason.code).not.toBe("run.too-many-steps");
            return;
          }
          run = next;
          if (run.waiting?.kind === "time") now = run.waiting.until;
          input =
            run.waiting?.kind === "time" ? { kind: "wake" } : { kind: "effect-ended", outcome: "failed" };
        }
      }),
      { numRuns: 400 },
    );
    expect(published).toBeGreaterThan(50);
  });

  it("for the longest graph there can be", () => {
    const steps = Array.from({ length: GRAPH_NODES_MAX - 1 }, (_, index) => ({ ...email, id: `n${index}` }));
    const longest = drawGraph([start, ...steps]);
    expect(validateGraph(longest)).toEqual([]);
    const graph = compileGraph(longest);
    const { end } = advance(graph, startRun(graph, {}), { kind: "start" }, unreachable, NOW);
    expect(end).toEqual({ status: "finished", reason: { code: "run.finished" } });
  });
});

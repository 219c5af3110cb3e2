import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { catalogue } from "./catalogue.ts";
import { compileGraph } from "./compile.ts";
import { emptyGraph, GRAPH_NODES_MAX, type Graph, graph as graphSchema } from "./graph.ts";
import { advance, startRun } from "./interpreter.ts";
import { drawGraph } from "./recipes/recipe.ts";
import type { EffectOutcome, Input } from "./run.ts";
import { workflowSettings } from "./settings.ts";
import { inWords } from "./testing/in-words.ts";
import { AWAITED_EVENT, randomGraph, restsBefore } from "./testing/random-graph.ts";
import { makeFacts, NOW } from "./testing/sample-facts.ts";
import { isPublishable, validateGraph } from "./validate.ts";

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

it("allows a circle that waits, unless its way back leads through where nothing was waited for", () => {
  const renewal = { ...wait, config: { mode: "date", attribute: "renewal" } };
  expect(codes(drawGraph([start, email, { ...renewal, to: { next: "email" } }]))).toEqual([]);
  expect(codes(drawGraph([start, email, { ...renewal, to: { passed: "email" } }]))).toEqual([
    ["graph.circle", "email"],
    ["graph.circle", "wait"],
  ]);
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
  expect(inWords(validateGraph(graph).map(({ nodeId, field, message }) => [nodeId, field, message]))).toEqual(
    [
      ["email", "subject", "Write a subject"],
      ["email", "preview", "Preview text is missing or not usable"],
      ["email", "body", "Message: at most 20,000 characters"],
      ["wait", "duration.amount", "At least 1"],
      ["quiet", "paths.0.label", "Give the path a name"],
      ["quiet", "paths.0.condition.of", "Add at least one condition"],
    ],
  );
});

it("throws on no graph that can be stored", () => {
  const ids = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
  const types = fc.constantFrom(...catalogue.map(({ type }) => type), "unknown", "__proto__", "toString");
  const config = fc.dictionary(
    fc.constantFrom(
      ...catalogue.flatMap(({ config }) => Object.keys((config as z.ZodMiniObject).shape)),
      "__proto__",
    ),
    fc.jsonValue(),
  );
  const settings = fc.option(
    fc.dictionary(fc.constantFrom(...Object.keys(workflowSettings.shape)), fc.jsonValue()),
    { nil: undefined },
  );
  const node = fc.record({ id: ids, type: types, config, position: fc.constant({ x: 0, y: 0 }) });
  const edges = fc.array(
    fc.record({ id: ids, from: ids, port: fc.constantFrom("next", "failed", "x"), to: ids }),
  );
  fc.assert(
    fc.property(fc.array(node, { maxLength: 6 }), edges, settings, (nodes, edges, settings) => {
      const graph = graphSchema.parse({ nodes, edges, settings });
      for (const { message } of validateGraph(graph))
        expect(inWords(message)).not.toMatch(/expected|undefined/i);
      compileGraph(graph);
    }),
    { numRuns: 300 },
  );
});

describe("for graphs of any shape", () => {
  it("finds each circle without a wait, and no other", () => {
    let [round, straight] = [0, 0];
    fc.assert(
      fc.property(randomGraph({ anywhere: true }), (drawn) => {
        const blamed = codes(drawn).flatMap(([code, nodeId]) => (code === "graph.circle" ? [nodeId] : []));
        const members = drawn.nodes.map(({ id }) => id).filter((id) => leadsBack(drawn, id));
        expect(blamed.length > 0).toBe(members.length > 0);
        expect(members).toEqual(expect.arrayContaining(blamed));
        if (members.length > 0) round += 1;
        else straight += 1;
      }),
      { numRuns: 500 },
    );
    expect(Math.min(round, straight)).toBeGreaterThan(50);
  });

  it("finds each connection to or from a step that does not exist", () => {
    const ends = fc.tuple(fc.constantFrom("start", "n0", "gone"), fc.constantFrom("n0", "gone"));
    fc.assert(
      fc.property(randomGraph(), ends, (drawn, [from, to]) => {
        fc.pre(from === "gone" || to === "gone");
        const broken = { ...drawn, edges: [...drawn.edges, edge(from, "next", to)] };
        const known = [from, to].find((id) => id !== "gone");
        expect(codes(broken)).toContainEqual(["edge.nowhere", known]);
        expect(isPublishable(validateGraph(broken))).toBe(false);
        expect(codes(drawn).map(([code]) => code)).not.toContain("edge.nowhere");
      }),
    );
  });

  /** Whether a step can be come back to without time passing: tried out, way by way. */
  function leadsBack(drawn: Graph, id: string): boolean {
    const reached = new Set<string>();
    const ways = [id];
    for (let at = ways.pop(); at !== undefined; at = ways.pop()) {
      for (const way of drawn.edges) {
        if (way.from !== at || reached.has(way.to) || restsBefore(drawn, way)) continue;
        reached.add(way.to);
        ways.push(way.to);
      }
    }
    return reached.has(id);
  }
});

describe("a graph that may be published never goes in a circle", () => {
  const unreachable = makeFacts({ reachable: { email: false, webPush: false, phone: false } });
  const people = fc.record({
    city: fc.constantFrom("Berlin", "Paris", "Rome"),
    renewal: fc.constantFrom(undefined, "soon", "2020-01-01", "2026-03-12", "2027-01-01"),
  });
  const answers = fc.infiniteStream(fc.constantFrom("wake", "event", "change", "wake"));
  const outcomes = fc.infiniteStream(fc.constantFrom<EffectOutcome>("sent", "skipped", "failed", "unknown"));

  it("for graphs of any shape, whatever happens to whomever", () => {
    let published = 0;
    fc.assert(
      fc.property(
        randomGraph({ anywhere: true }),
        people,
        fc.boolean(),
        answers,
        outcomes,
        (drawn, attributes, email, answer, outcome) => {
          if (!isPublishable(validateGraph(drawn))) return;
          published += 1;
          const graph = compileGraph(drawn);
          const profile = { ...makeFacts().profile, attributes };
          const facts = makeFacts({ profile, reachable: { email, webPush: !email, phone: false } });
          let run = startRun(graph, {});
          let input: Input = { kind: "start" };
          let now = NOW;
          for (let count = 0; count < 20; count++) {
            const { end, run: next } = advance(graph, run, input, facts, now);
            if (end) {
              expect(end.status).not.toBe("failed");
              return;
            }
            run = next;
            const { waiting } = run;
            if (waiting?.kind === "effect") {
              input = { kind: "effect-ended", outcome: outcome.next().value ?? "sent" };
              continue;
            }
            input = inputOf(answer.next().value ?? "wake", now);
            if (input.kind === "wake" && waiting) now = waiting.until;
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(published).toBeGreaterThan(50);
  });

  function inputOf(answer: string, now: number): Input {
    if (answer === "wake") return { kind: "wake" };
    if (answer === "change") return { kind: "signal", signal: { kind: "profile-changed" } };
    const event = { name: AWAITED_EVENT, at: now, properties: {} };
    return { kind: "signal", signal: { kind: "event", event } };
  }

  it("for the longest graph there can be", () => {
    const steps = Array.from({ length: GRAPH_NODES_MAX - 1 }, (_, index) => ({ ...email, id: `n${index}` }));
    const longest = drawGraph([start, ...steps]);
    expect(validateGraph(longest)).toEqual([]);
    const graph = compileGraph(longest);
    const { end } = advance(graph, startRun(graph, {}), { kind: "start" }, unreachable, NOW);
    expect(end).toEqual({ status: "finished", reason: { code: "run.finished" } });
  });
});

import fc from "fast-check";
import type { Graph, GraphEdge } from "../graph.ts";
import { edgeId } from "../graph.ts";

interface StepKind {
  type: string;
  config: Record<string, unknown>;
  ports: string[];
  /** The ports before which time always passes. */
  rests?: string[];
}

/** What its waits wait for. */
export const AWAITED_EVENT = "Order Completed";

const condition = { kind: "attribute", attribute: "city", operator: "equals" };
const kinds: StepKind[] = [
  { type: "send-email", config: { subject: "Hi", body: "There" }, ports: ["next", "failed"] },
  { type: "send-web-push", config: { title: "Hi" }, ports: ["next", "failed"] },
  { type: "call-webhook", config: { url: "https://example.com" }, ports: ["next", "failed"] },
  { type: "delay", config: { duration: { amount: 3, unit: "hours" } }, ports: ["next"], rests: ["next"] },
  { type: "delay", config: { duration: { amount: 2, unit: "days" } }, ports: ["next"], rests: ["next"] },
  { type: "delay", config: { mode: "time", time: "09:00" }, ports: ["next"], rests: ["next"] },
  {
    type: "delay",
    config: { mode: "date", attribute: "renewal" },
    ports: ["next", "passed"],
    rests: ["next"],
  },
  {
    type: "wait-for",
    config: { event: AWAITED_EVENT },
    ports: ["happened", "timeout"],
    rests: ["happened", "timeout"],
  },
  {
    type: "wait-for",
    config: { what: "condition", condition: { ...condition, value: "Berlin" } },
    ports: ["happened", "timeout"],
    rests: ["timeout"],
  },
  {
    type: "update-profile",
    config: { changes: [{ kind: "set", attribute: "city", value: "Paris" }] },
    ports: ["next"],
  },
  { type: "record-event", config: { event: "Passed" }, ports: ["next"] },
  {
    type: "branch",
    config: {
      paths: [
        { id: "berlin", label: "Berlin", condition: { ...condition, value: "Berlin" } },
        { id: "paris", label: "Paris", condition: { ...condition, value: "Paris" } },
      ],
    },
    ports: ["berlin", "paris", "otherwise"],
  },
  {
    type: "split",
    config: {
      arms: [
        { id: "a", label: "A", weight: 50 },
        { id: "b", label: "B", weight: 50 },
      ],
    },
    ports: ["a", "b"],
  },
  { type: "exit", config: {}, ports: [] },
];

const STEPS_MAX = 8;
const position = { x: 0, y: 0 };

/**
 * Graphs of steps with usable settings. Each port leads on to a later step, to any that always waits, or nowhere, so
 * that nothing goes in a circle without waiting; with `anywhere` it may lead to whatever step.
 */
export function randomGraph({ anywhere = false } = {}): fc.Arbitrary<Graph> {
  const steps = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: STEPS_MAX });
  return fc.tuple(steps, fc.infiniteStream(fc.nat(2 * STEPS_MAX))).map(([chosen, numbers]) => {
    const nodes = chosen.map(({ type, config }, index) => ({ id: `n${index}`, type, config, position }));
    const edges = chosen.flatMap(({ ports }, index) =>
      ports.flatMap((port) => {
        const target = numbers.next().value ?? 0;
        const allowed = anywhere || target > index || alwaysRests(chosen[target]);
        if (target >= nodes.length || !allowed) return [];
        return [{ id: edgeId(`n${index}`, port), from: `n${index}`, port, to: `n${target}` }];
      }),
    );
    return {
      nodes: [{ id: "start", type: "signup", config: {}, position }, ...nodes],
      edges: [{ id: "start:next", from: "start", port: "next", to: "n0" }, ...edges],
    };
  });
}

/** Whether time always passes before a run leaves through the edge. */
export function restsBefore(drawn: Graph, edge: GraphEdge): boolean {
  const node = drawn.nodes.find(({ id }) => id === edge.from);
  return kinds.find(({ config }) => config === node?.config)?.rests?.includes(edge.port) ?? false;
}

function alwaysRests(kind: StepKind | undefined): boolean {
  return kind?.rests !== undefined && kind.rests.length === kind.ports.length;
}

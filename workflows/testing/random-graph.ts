import fc from "fast-check";
import type { Graph } from "../graph.ts";
import { edgeId } from "../graph.ts";

const condition = { kind: "attribute", attribute: "city", operator: "equals" };
const kinds: { type: string; config: Record<string, unknown>; ports: string[] }[] = [
  { type: "send-email", config: { subject: "Hi", body: "There" }, ports: ["next", "failed"] },
  { type: "send-web-push", config: { title: "Hi" }, ports: ["next", "failed"] },
  { type: "call-webhook", config: { url: "https://example.com" }, ports: ["next", "failed"] },
  { type: "delay", config: { duration: { amount: 3, unit: "hours" } }, ports: ["next"] },
  { type: "delay", config: { duration: { amount: 2, unit: "days" } }, ports: ["next"] },
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
  { type: "exit", config: {}, ports: [] },
];

const STEPS_MAX = 8;
const position = { x: 0, y: 0 };

/**
 * Graphs of steps with usable settings. Each port leads on to a later step, to any delay, or nowhere, so that nothing
 * goes in a circle without waiting; with `anywhere` it may lead to whatever step.
 */
export function randomGraph({ anywhere = false } = {}): fc.Arbitrary<Graph> {
  const steps = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: STEPS_MAX });
  return fc.tuple(steps, fc.infiniteStream(fc.nat(2 * STEPS_MAX))).map(([chosen, numbers]) => {
    const nodes = chosen.map(({ type, config }, index) => ({ id: `n${index}`, type, config, position }));
    const edges = chosen.flatMap(({ ports }, index) =>
      ports.flatMap((port) => {
        const target = numbers.next().value ?? 0;
        const allowed = anywhere || target > index || chosen[target]?.type === "delay";
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

import type { Random } from "#server/sample-shop/random.ts";
import { catalogue, findNode } from "#workflows/catalogue.ts";
import { edgeId, type Graph, type GraphNode } from "#workflows/graph.ts";
import { portsOf } from "#workflows/ports-of.ts";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { randomConfig } from "./random-config.ts";
import { randomSettings } from "./random-settings.ts";
import { ownEvents } from "./vocabulary.ts";

const STEPS_MAX = 7;
const position = { x: 0, y: 0 };

/** Steps that a workflow without them would be dull to watch. */
const weights: Record<string, number> = {
  "send-email": 4,
  "send-web-push": 2,
  delay: 2,
  "wait-for": 3,
  "record-event": 2,
  "update-profile": 2,
  exit: 0.5,
};
/** Triggers that customers pull again and again. */
const triggerWeights: Record<string, number> = {
  event: 6,
  signup: 2,
  "cart-abandoned": 2,
  inactivity: 2,
  "attribute-changed": 2,
  "segment-changed": 3,
  "date-attribute": 1.5,
  schedule: 0.7,
};

/** A workflow that may be published, of whatever node types there are. */
export function randomWorkflow(random: Random, now: number): Graph {
  for (;;) {
    const graph = attempt(random, now);
    if (isPublishable(validateGraph(graph))) return graph;
  }
}

/** As the owner edits a running workflow: steps go, come and change their settings. */
export function editedWorkflow(random: Random, graph: Graph, now: number): Graph {
  const trigger = graph.nodes.filter(({ type }) => findNode(type)?.kind === "trigger");
  for (let tries = 0; tries < 20; tries++) {
    const kept = graph.nodes.filter((node) => trigger.includes(node) || random.chance(0.7));
    const nodes = kept.map((node) =>
      random.chance(0.25) ? { ...node, config: randomConfig(node.type, random) } : node,
    );
    if (random.chance(0.6)) nodes.push(randomStep(random, `e${random.integer(0, 1_000_000)}`));
    const ids = new Set(nodes.map(({ id }) => id));
    const edges = graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
    const settings = random.chance(0.5) ? randomSettings(random, now) : graph.settings;
    const edited: Graph = { nodes, edges: connect(random, nodes, edges), settings };
    if (isPublishable(validateGraph(edited))) return edited;
  }
  return graph;
}

function attempt(random: Random, now: number): Graph {
  const triggers = catalogue.filter(({ kind }) => kind === "trigger");
  const { type } = random.pickWeighted(triggers, (trigger) => triggerWeights[trigger.type] ?? 1);
  const trigger: GraphNode = { id: "start", type, config: randomConfig(type, random), position };
  const steps = Array.from({ length: random.integer(1, STEPS_MAX) }, (_, index) =>
    randomStep(random, `n${index}`),
  );
  const nodes = [trigger, ...steps];
  if (random.chance(0.15)) return entangled(random, nodes);
  return { nodes, edges: connect(random, nodes, []), settings: randomSettings(random, now) };
}

/** People go through it several times at once, and what one run does may end the others. */
function entangled(random: Random, nodes: GraphNode[]): Graph {
  const event = random.pick(ownEvents);
  const step: GraphNode = { id: "ends-others", type: "record-event", config: { event }, position };
  const all = [...nodes, step];
  const exitEvents = [{ event, where: [] }];
  const settings = { reentry: "after-exit", whenInside: "parallel", quietHours: "off", exitEvents };
  return { nodes: all, edges: connect(random, all, []), settings };
}

function randomStep(random: Random, id: string): GraphNode {
  const steps = catalogue.filter(({ kind }) => kind !== "trigger");
  const { type } = random.pickWeighted(steps, (step) => weights[step.type] ?? 1);
  return { id, type, config: randomConfig(type, random), position };
}

/** Leads free ports on, mostly to the next step, at times to another, back to a wait, or nowhere. */
function connect(random: Random, nodes: GraphNode[], given: Graph["edges"]): Graph["edges"] {
  const edges: Graph["edges"] = [];
  for (const [index, node] of nodes.entries()) {
    for (const port of portsOf(node) ?? []) {
      const known = given.find((edge) => edge.from === node.id && edge.port === port);
      const to = known?.to ?? target(random, nodes, index)?.id;
      if (to) edges.push({ id: edgeId(node.id, port), from: node.id, port, to });
    }
  }
  return edges;
}

function target(random: Random, nodes: GraphNode[], index: number): GraphNode | undefined {
  const later = nodes.slice(index + 1);
  if (index === 0 || random.chance(0.6)) return later[0];
  if (random.chance(0.2)) {
    const waits = nodes.slice(1).filter(({ type }) => type === "delay" || type === "wait-for");
    if (waits.length > 0) return random.pick(waits);
  }
  return random.chance(0.7) && later.length > 0 ? random.pick(later) : undefined;
}

import type * as z from "zod/mini";
import { findNode } from "./catalogue.ts";
import { hintsOf } from "./field-hints.ts";
import { phraseOfIssue } from "./form-issue.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { type FilledPhrase, type Phrase, phrase } from "./phrase.ts";
import { portsOf } from "./ports-of.ts";
import { workflowSettings } from "./settings.ts";
import { fieldInVariant, inItsLanguage } from "./variants.ts";

/** Something to mend. `error` keeps a graph from being published, `warning` does not. */
export interface Problem {
  severity: "error" | "warning";
  code: string;
  message: Phrase;
  /** Absent: it is about the graph as a whole. */
  nodeId?: string;
  /** The config field it is about, as a path: "duration.amount". */
  field?: string;
}

/** Everything that is wrong with a graph, by node. Publishable when no problem is an error. */
export function validateGraph(graph: Graph): Problem[] {
  return [
    ...checkTriggers(graph),
    ...graph.nodes.flatMap(checkNode),
    ...checkSettings(graph),
    ...checkEdges(graph),
    ...checkUnreachable(graph),
    ...checkCircles(graph),
  ];
}

export function isPublishable(problems: Problem[]): boolean {
  return problems.every((problem) => problem.severity !== "error");
}

function error(code: string, message: Phrase, nodeId?: string, field?: string): Problem {
  return { severity: "error", code, message, nodeId, field };
}

function checkTriggers(graph: Graph): Problem[] {
  const triggers = graph.nodes.filter((node) => findNode(node.type)?.kind === "trigger");
  if (triggers.length === 0)
    return [error("graph.no-trigger", phrase("Add a trigger: what should start this workflow?"))];
  const problems = triggers
    .slice(1)
    .map((node) =>
      error("graph.second-trigger", phrase("A workflow has one trigger; remove this one"), node.id),
    );
  if (graph.nodes.length === triggers.length) {
    problems.push(error("graph.no-step", phrase("Add a step: what should happen after the trigger?")));
  }
  return problems;
}

function checkNode(node: GraphNode, index: number, nodes: GraphNode[]): Problem[] {
  if (nodes.findIndex((other) => other.id === node.id) !== index) {
    return [error("node.same-id", phrase("Two steps have the id “{id}”", { id: node.id }), node.id)];
  }
  const definition = findNode(node.type);
  if (!definition)
    return [
      error(
        "node.unknown-type",
        phrase("This version does not know steps of the type “{type}”", { type: node.type }),
        node.id,
      ),
    ];
  const parsed = definition.config.safeParse(node.config);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const field = issue.path.join(".");
    const [key] = fieldInVariant(field)?.field.split(".") ?? issue.path;
    const message = plainMessage(issue, fieldLabel(definition.config, key));
    return error("node.bad-config", inItsLanguage(field, message), node.id, field);
  });
}

/** `field` names the setting. */
function checkSettings(graph: Graph): Problem[] {
  const parsed = workflowSettings.safeParse(graph.settings ?? {});
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) =>
    error(
      "settings.bad",
      plainMessage(issue, fieldLabel(workflowSettings, issue.path[0])),
      undefined,
      issue.path.join("."),
    ),
  );
}

/** What the parser says by itself: "Invalid input", or with a language loaded "Too big: expected …". */
const PARSERS_OWN = /^(Invalid|Too (small|big)|Unrecognized)/;

/** Our own messages are sentences; the parser's are not for a shop owner. */
function plainMessage(issue: z.core.$ZodIssue, field: FilledPhrase): Phrase {
  if (!PARSERS_OWN.test(issue.message)) return phraseOfIssue(issue);
  if (issue.code === "too_small")
    return issue.origin === "number"
      ? phrase("{field}: at least {minimum}", { field, minimum: Number(issue.minimum) })
      : phrase("{field} is empty", { field });
  if (issue.code === "too_big") {
    const values = { field, maximum: Number(issue.maximum) };
    if (issue.origin === "number") return phrase("{field}: at most {maximum}", values);
    return issue.origin === "string"
      ? phrase("{field}: at most {maximum} characters", values)
      : phrase("{field}: at most {maximum} entries", values);
  }
  return phrase("{field} is missing or not usable", { field });
}

function fieldLabel(form: z.ZodMiniType, key: PropertyKey | undefined): FilledPhrase {
  const shape = "shape" in form ? (form.shape as Record<string, z.ZodMiniType>) : {};
  const field = typeof key === "string" ? shape[key] : undefined;
  return phrase(hintsOf(field).label ?? phrase("A setting"));
}

function checkEdges(graph: Graph): Problem[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  return graph.edges.flatMap((edge) => {
    const from = nodes.get(edge.from);
    const to = nodes.get(edge.to);
    if (!from || !to)
      return [
        error("edge.nowhere", phrase("A connection leads to a step that does not exist"), from?.id ?? to?.id),
      ];
    if (findNode(to.type)?.kind === "trigger")
      return [error("edge.into-trigger", phrase("Nothing can lead into a trigger"), to.id)];
    const ports = portsOf(from);
    if (ports && !ports.includes(edge.port)) {
      return [
        error(
          "edge.unknown-port",
          phrase("A connection starts at “{port}”, which this step does not have", { port: edge.port }),
          from.id,
        ),
      ];
    }
    const way = `${edge.from}:${edge.port}`;
    if (seen.has(way))
      return [
        error("edge.second", phrase("Only one connection can start here; use a branch for several"), from.id),
      ];
    seen.add(way);
    return [];
  });
}

function checkUnreachable(graph: Graph): Problem[] {
  const reached = new Set<string>();
  const queue = graph.nodes.filter((node) => findNode(node.type)?.kind === "trigger").map((node) => node.id);
  if (queue.length === 0) return [];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...graph.edges.filter((edge) => edge.from === id).map((edge) => edge.to));
  }
  return graph.nodes
    .filter((node) => !reached.has(node.id) && findNode(node.type))
    .map((node) => ({
      severity: "warning" as const,
      code: "node.unreachable",
      message: phrase("Nobody gets here: connect it to a step before it"),
      nodeId: node.id,
    }));
}

/** Whether a run may leave a node through a port without time passing. A wait whose config cannot be read is given credit. */
function leavesAtOnce(node: GraphNode): (port: string) => boolean {
  const definition = findNode(node.type);
  if (!definition || definition.kind === "trigger") return () => true;
  const config = definition.config.safeParse(node.config);
  if (!config.success) return () => !definition.waits;
  const waits = definition.waits?.(config.data) ?? [];
  const ports = definition.ports(config.data).filter(({ id }) => !waits.includes(id));
  return (port) => ports.some(({ id }) => id === port);
}

/** A circle in which nothing waits would send without end. */
function checkCircles(graph: Graph): Problem[] {
  const leaves = new Map(graph.nodes.map((node) => [node.id, leavesAtOnce(node)]));
  const atOnce = graph.edges.filter((edge) => leaves.get(edge.from)?.(edge.port));
  const next = (id: string) => atOnce.filter((edge) => edge.from === id).map((edge) => edge.to);
  const done = new Set<string>();
  const inCircle = new Set<string>();
  for (const node of graph.nodes) walk(node.id, []);
  return [...inCircle].map((id) =>
    error("graph.circle", phrase("This step leads back to itself without waiting in between"), id),
  );

  function walk(id: string, path: string[]): void {
    const at = path.indexOf(id);
    if (at >= 0) {
      for (const member of path.slice(at)) inCircle.add(member);
      return;
    }
    if (done.has(id)) return;
    for (const to of next(id)) walk(to, [...path, id]);
    done.add(id);
  }
}

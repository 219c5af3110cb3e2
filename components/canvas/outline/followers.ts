import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import type { Edit } from "../draft.ts";
import { takenPorts } from "./places.ts";

/** What becomes of what followed a deleted step. */
export type Followers =
  /** What followed through this way out takes its place. */
  | { kind: "join"; port: string }
  /** It stays, and nothing leads to it any more. */
  | { kind: "leave" }
  /** It goes too, as far as nothing else leads to it. */
  | { kind: "delete" };

/** What deleting a step does unless somebody chooses: what followed through its first way out takes its place. */
export function usualFollowers(graph: Graph, node: GraphNode): Followers {
  const port = findNode(node.type)?.kind === "trigger" ? undefined : takenPorts(graph, node)[0];
  return port ? { kind: "join", port: port.id } : { kind: "leave" };
}

/** The edit that deletes a step, with what becomes of what followed it. */
export function deletionOf(graph: Graph, nodeId: string, followers: Followers): Edit {
  if (followers.kind === "join") return { kind: "extract", nodeId, port: followers.port };
  const nodeIds = followers.kind === "delete" ? onlyThrough(graph, nodeId) : [nodeId];
  return { kind: "remove", nodeIds, edgeIds: [] };
}

/** The step and everything behind it that cannot be reached any more once the step is gone. */
export function onlyThrough(graph: Graph, nodeId: string): string[] {
  const led = new Set(graph.edges.map(({ to }) => to));
  const starts = graph.nodes
    .filter(({ id, type }) => id !== nodeId && (!led.has(id) || findNode(type)?.kind === "trigger"))
    .map(({ id }) => id);
  const edges = graph.edges.filter(({ to }) => to !== nodeId);
  const others = reach({ ...graph, edges }, starts);
  return [...reach(graph, [nodeId])].filter((id) => !others.has(id));
}

function reach(graph: Graph, from: readonly string[]): Set<string> {
  const reached = new Set(from);
  for (const id of reached) for (const edge of graph.edges) if (edge.from === id) reached.add(edge.to);
  return reached;
}

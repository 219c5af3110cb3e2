import type { Graph, GraphNode } from "#workflows/graph.ts";
import { edgeAt } from "../connections.ts";
import { portsForCanvas } from "../ports.ts";
import { linePort } from "./line-port.ts";

/** Where a new step goes: to an open end, or into connections that lead to one and the same step. */
export type Place = { kind: "end"; from: string; port: string } | { kind: "inside"; edgeIds: string[] };

/** Behind a step in its line, else on its first open path, else at the head of its first one; null behind an end. */
export function placeBehind(graph: Graph, node: GraphNode): Place | null {
  const ports = portsForCanvas(node);
  const port = linePort(ports) ?? ports.find(({ id }) => !edgeAt(graph, node.id, id)) ?? ports[0];
  if (!port) return null;
  const edge = edgeAt(graph, node.id, port.id);
  return edge ? { kind: "inside", edgeIds: [edge.id] } : { kind: "end", from: node.id, port: port.id };
}

/** Before a step: into everything that leads to it; null where nothing does. */
export function placeBefore(graph: Graph, nodeId: string): Place | null {
  const edgeIds = graph.edges.filter(({ to }) => to === nodeId).map(({ id }) => id);
  return edgeIds.length > 0 ? { kind: "inside", edgeIds } : null;
}

/** The ways out of a step that lead somewhere, in their order. */
export function takenPorts(graph: Graph, node: GraphNode) {
  return portsForCanvas(node).filter(({ id }) => edgeAt(graph, node.id, id));
}

import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphEdge, GraphNode } from "#workflows/graph.ts";
import { portsForCanvas } from "./ports.ts";

/** Why a connection cannot be made, in words for the person drawing it; null when it can. */
export function connectionRefusal(
  graph: Graph,
  { from, port, to }: { from: string; port: string; to: string },
): string | null {
  const source = graph.nodes.find((node) => node.id === from);
  const target = graph.nodes.find((node) => node.id === to);
  if (!source || !target) return "This step does not exist any more";
  return refusalBetween(source, port, target);
}

function refusalBetween(source: GraphNode, port: string, target: GraphNode): string | null {
  if (source.id === target.id) return "A step cannot lead to itself";
  if (findNode(target.type)?.kind === "trigger") return "Nothing can lead into a trigger";
  if (!portsForCanvas(source).some((known) => known.id === port))
    return "This way out does not exist any more";
  return null;
}

/** A connection that can be drawn, with the steps at its ends. */
export interface DrawableEdge {
  edge: GraphEdge;
  source: GraphNode;
  target: GraphNode;
}

/** All that can be drawn; an imported graph may hold others, which the settings of their step tell of. */
export function drawableEdges({ nodes, edges }: Graph): DrawableEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const source = byId.get(edge.from);
    const target = byId.get(edge.to);
    return source && target && !refusalBetween(source, edge.port, target) ? [{ edge, source, target }] : [];
  });
}

/** The one connection that starts at a port. */
export function edgeAt(graph: Graph, from: string, port: string): GraphEdge | undefined {
  return graph.edges.find((edge) => edge.from === from && edge.port === port);
}

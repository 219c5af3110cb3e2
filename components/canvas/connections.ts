import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphEdge, GraphNode } from "#workflows/graph.ts";
import { portsForCanvas } from "./ports.ts";

/** Whether a connection can be made. */
export function isConnectable(
  graph: Graph,
  { from, port, to }: { from: string; port: string; to: string },
): boolean {
  const source = graph.nodes.find((node) => node.id === from);
  const target = graph.nodes.find((node) => node.id === to);
  return source !== undefined && target !== undefined && canLead(source, port, target);
}

/** No step leads to itself, none into a trigger, and none through a way out that it does not have. */
function canLead(source: GraphNode, port: string, target: GraphNode): boolean {
  return (
    source.id !== target.id &&
    findNode(target.type)?.kind !== "trigger" &&
    portsForCanvas(source).some((known) => known.id === port)
  );
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
    return source && target && canLead(source, edge.port, target) ? [{ edge, source, target }] : [];
  });
}

/** The one connection that starts at a port. */
export function edgeAt(graph: Graph, from: string, port: string): GraphEdge | undefined {
  return graph.edges.find((edge) => edge.from === from && edge.port === port);
}

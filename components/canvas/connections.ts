import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphEdge } from "#workflows/graph.ts";
import { portsForCanvas } from "./ports.ts";

/** Why a connection cannot be made, in words for the person drawing it; null when it can. */
export function connectionRefusal(
  graph: Graph,
  { from, port, to }: { from: string; port: string; to: string },
): string | null {
  const source = graph.nodes.find((node) => node.id === from);
  const target = graph.nodes.find((node) => node.id === to);
  if (!source || !target) return "This step does not exist any more";
  if (from === to) return "A step cannot lead to itself";
  if (findNode(target.type)?.kind === "trigger") return "Nothing can lead into a trigger";
  if (!portsForCanvas(source).some((known) => known.id === port))
    return "This way out does not exist any more";
  return null;
}

/** The one connection that starts at a port. */
export function edgeAt(graph: Graph, from: string, port: string): GraphEdge | undefined {
  return graph.edges.find((edge) => edge.from === from && edge.port === port);
}

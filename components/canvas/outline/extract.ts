import type { Graph } from "#workflows/graph.ts";
import { edgeAt } from "../connections.ts";

/** A step that is taken out, and the way out whose follower takes its place. */
export type Extraction = { nodeId: string; port: string };

/** The graph without the step: whatever led to it leads to what followed through the port, if anything did. */
export function extract(graph: Graph, { nodeId, port }: Extraction): Graph {
  if (!graph.nodes.some(({ id }) => id === nodeId)) return graph;
  const to = edgeAt(graph, nodeId, port)?.to;
  const edges = graph.edges.flatMap((edge) => {
    if (edge.from === nodeId) return [];
    if (edge.to !== nodeId) return edge;
    // What closed a circle through this step alone would lead to itself.
    return to === undefined || to === nodeId || to === edge.from ? [] : { ...edge, to };
  });
  return { ...graph, nodes: graph.nodes.filter(({ id }) => id !== nodeId), edges };
}

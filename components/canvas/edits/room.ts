import { GRAPH_NODES_MAX, type Graph, NOTES_MAX } from "#workflows/graph.ts";

/** Whether a graph can take so many more steps and notes; one beyond that could never be saved. */
export function hasRoom(graph: Graph, { nodes = 0, notes = 0 }: { nodes?: number; notes?: number }): boolean {
  return (
    (nodes === 0 || graph.nodes.length + nodes <= GRAPH_NODES_MAX) &&
    (notes === 0 || (graph.notes?.length ?? 0) + notes <= NOTES_MAX)
  );
}

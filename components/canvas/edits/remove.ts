import type { Graph } from "#workflows/graph.ts";

export type Removal = { nodeIds: string[]; edgeIds: string[]; noteIds?: string[] };

/** Connections go with the steps at their ends. */
export function remove(graph: Graph, { nodeIds, edgeIds, noteIds = [] }: Removal): Graph {
  const goneNodes = new Set(nodeIds);
  const goneEdges = new Set(edgeIds);
  const goneNotes = new Set(noteIds);
  const nodes = graph.nodes.filter((node) => !goneNodes.has(node.id));
  const edges = graph.edges.filter(
    (edge) => !goneEdges.has(edge.id) && !goneNodes.has(edge.from) && !goneNodes.has(edge.to),
  );
  const notes = graph.notes?.filter((note) => !goneNotes.has(note.id));
  const same =
    nodes.length === graph.nodes.length &&
    edges.length === graph.edges.length &&
    notes?.length === graph.notes?.length;
  return same ? graph : { ...graph, nodes, edges, ...(notes && { notes }) };
}

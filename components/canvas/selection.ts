import type { Graph } from "#workflows/graph.ts";
import { noteFlowId } from "./notes/flow-id.ts";

/** What is selected on the canvas. */
export interface Selection {
  /** Steps, and notes by the ids they have on the canvas. */
  nodes: string[];
  edges: string[];
  /** The settings of the workflow as a whole are open, until a step is selected. */
  settings: boolean;
}

export const NOTHING_SELECTED: Selection = { nodes: [], edges: [], settings: false };

/** The selection without what is not in the graph any more, as after an undo; the same object when all of it is. */
export function presentIn({ nodes, notes = [], edges }: Graph, selection: Selection): Selection {
  if (selection.nodes.length === 0 && selection.edges.length === 0) return selection;
  const parts = new Set([...nodes.map(({ id }) => id), ...notes.map(({ id }) => noteFlowId(id))]);
  const connections = new Set(edges.map(({ id }) => id));
  const kept = {
    ...selection,
    nodes: selection.nodes.filter((id) => parts.has(id)),
    edges: selection.edges.filter((id) => connections.has(id)),
  };
  const same = kept.nodes.length === selection.nodes.length && kept.edges.length === selection.edges.length;
  return same ? selection : kept;
}

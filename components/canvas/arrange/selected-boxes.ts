import type { Graph } from "#workflows/graph.ts";
import { noteFlowId } from "../notes/flow-id.ts";
import { type Box, type Measured, nodeBoxes, noteBoxes } from "./boxes.ts";

/** The boxes of some steps and notes, under their ids on the canvas. */
export function selectedBoxes(
  graph: Graph,
  { nodes, notes }: { nodes: readonly string[]; notes: readonly string[] },
  measured: Measured,
): Box[] {
  return [
    ...nodeBoxes(graph, measured).filter(({ id }) => nodes.includes(id)),
    ...noteBoxes(graph, measured)
      .filter(({ id }) => notes.includes(id))
      .map((box) => ({ ...box, id: noteFlowId(box.id) })),
  ];
}

import type { Graph } from "#workflows/graph.ts";
import { around, nodeBoxes, noteBoxes } from "../arrange/boxes.ts";
import { GRID_PX, NOTE_SIZE, type Position } from "../layout.ts";

const GAP_PX = 2 * GRID_PX;

/** Where a note goes that is not put on the canvas by hand: beside all steps, below the notes that lie there. */
export function placeForNote(graph: Graph): Position {
  const steps = around(nodeBoxes(graph, () => undefined));
  const x = steps ? steps.x + steps.width + GAP_PX : 0;
  const beside = noteBoxes(graph, () => undefined).filter(
    (note) => note.x < x + NOTE_SIZE.width && x < note.x + note.width,
  );
  const y = Math.max(steps?.y ?? 0, ...beside.map((note) => note.y + note.height + GAP_PX));
  return { x: Math.round(x), y: Math.round(y) };
}

import type { Move } from "../edits/nodes.ts";
import type { Position } from "../layout.ts";

/** No id of a step has a colon, so on the canvas a note is never taken for one. */
const PREFIX = "note:";

/** What a note is called among all that can be selected and dragged on the canvas. */
export function noteFlowId(noteId: string): string {
  return PREFIX + noteId;
}

/** Ids of the canvas, parted into those of steps and those of notes. */
export function partIds(flowIds: readonly string[]): { nodes: string[]; notes: string[] } {
  const notes = flowIds.filter((id) => id.startsWith(PREFIX));
  return {
    nodes: flowIds.filter((id) => !id.startsWith(PREFIX)),
    notes: notes.map((id) => id.slice(PREFIX.length)),
  };
}

/** Moves of what lies on the canvas, parted likewise and on whole pixels. */
export function partMoves(places: readonly Move[]): { positions: Move[]; notes: Move[] } {
  const moves = new Map(places.map(({ id, position }) => [id, round(position)]));
  const at = (flowId: string) => moves.get(flowId) ?? { x: 0, y: 0 };
  const { nodes, notes } = partIds([...moves.keys()]);
  return {
    positions: nodes.map((id) => ({ id, position: at(id) })),
    notes: notes.map((id) => ({ id, position: at(noteFlowId(id)) })),
  };
}

function round({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

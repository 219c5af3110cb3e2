import type { Graph } from "#workflows/graph.ts";
import { around, type Box, nodeBoxes, noteBoxes, overlap, type Size } from "../arrange/boxes.ts";
import type { Piece } from "../edits/piece.ts";
import type { Position } from "../layout.ts";

/** A copy lies this much to the right of and below what it is a copy of. */
const ASIDE_PX = 40;
/** Two steps nearer than this would look like one. */
const SAME_PX = 10;

/**
 * How far a piece moves when it is put into a graph: not at all, or where that is out of sight, to the middle of what
 * is seen; then aside until none of it hides a step or note that is there.
 */
export function pasteShift(graph: Graph, piece: Piece, seen: (Position & Size) | null): Position {
  const boxes = boxesOf({ nodes: piece.nodes, edges: [], notes: piece.notes });
  const frame = around(boxes);
  if (!frame) return { x: 0, y: 0 };
  const there = boxesOf(graph);
  const away = seen !== null && !overlap(frame, seen);
  let x = away ? Math.round(seen.x + seen.width / 2 - frame.x - frame.width / 2) : 0;
  let y = away ? Math.round(seen.y + seen.height / 2 - frame.y - frame.height / 2) : 0;
  while (boxes.some((box) => there.some((other) => hides(box, other, { x, y })))) {
    x += ASIDE_PX;
    y += ASIDE_PX;
  }
  return { x, y };
}

function boxesOf(graph: Graph): Box[] {
  return [...nodeBoxes(graph, () => undefined), ...noteBoxes(graph, () => undefined)];
}

function hides(box: Box, other: Box, shift: Position): boolean {
  return Math.abs(box.x + shift.x - other.x) < SAME_PX && Math.abs(box.y + shift.y - other.y) < SAME_PX;
}

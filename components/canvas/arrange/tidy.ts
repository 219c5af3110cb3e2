import type { Graph } from "#workflows/graph.ts";
import { type DrawableEdge, drawableEdges } from "../connections.ts";
import type { Move } from "../edits/nodes.ts";
import { portsForCanvas } from "../ports.ts";
import { around, type Box, type Measured, nodeBoxes, noteBoxes } from "./boxes.ts";

/** Room for a connection with its button, and for the button of an open end. */
const ROW_GAP_PX = 72;
const COLUMN_GAP_PX = 56;

/**
 * Where steps and notes go so that everything reads from top to bottom, the ways out of a step from left to right, and
 * nothing lies on anything else. With `only`, just these steps move, around the place where they are. Where the whole
 * is arranged, a note goes along with the step that is nearest to it.
 */
export async function tidy(
  graph: Graph,
  measured: Measured,
  only?: readonly string[],
): Promise<{ positions: Move[]; notes: Move[] }> {
  const chosen = only && new Set(only);
  const boxes = nodeBoxes(graph, measured).filter(({ id }) => !chosen || chosen.has(id));
  const positions = await arrange(graph, boxes);
  return { positions, notes: chosen ? [] : followSteps(noteBoxes(graph, measured), boxes, positions) };
}

async function arrange(graph: Graph, boxes: Box[]): Promise<Move[]> {
  const frame = around(boxes);
  if (!frame) return [];
  const { Graph: DagreGraph, layout } = await import("@dagrejs/dagre");
  const drawing = new DagreGraph();
  drawing.setGraph({ rankdir: "TB", rankalign: "top", ranksep: ROW_GAP_PX, nodesep: COLUMN_GAP_PX });
  for (const { id, width, height } of boxes) drawing.setNode(id, { width, height });
  for (const { from, to } of inPortOrder(graph)) {
    if (drawing.hasNode(from) && drawing.hasNode(to)) drawing.setEdge(from, to, {});
  }
  // The order that comes from following the ways out one after the other; looking for one with fewer crossings would
  // put “No” to the left of “Yes”.
  layout(drawing, { disableOptimalOrderHeuristic: true });

  const placed = boxes.map((box) => {
    const { x, y } = drawing.node(box.id) as { x: number; y: number };
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const after = around(placed) ?? frame;
  return placed.map(({ id, x, y }) => ({
    id,
    position: { x: Math.round(x - after.x + frame.x), y: Math.round(y - after.y + frame.y) },
  }));
}

/** Connections as they are drawn, each step's from its leftmost way out to its rightmost. */
function inPortOrder(graph: Graph): { from: string; to: string }[] {
  const place = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const rank = ({ edge, source }: DrawableEdge) => {
    const port = portsForCanvas(source).findIndex(({ id }) => id === edge.port);
    return [place.get(source.id) ?? 0, port] as const;
  };
  return drawableEdges(graph)
    .map((drawable) => ({ ...drawable.edge, rank: rank(drawable) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
}

function followSteps(notes: Box[], before: Box[], after: Move[]): Move[] {
  const targets = new Map(after.map(({ id, position }) => [id, position]));
  return notes.flatMap((note) => {
    const [nearest] = before.toSorted((a, b) => apart(note, a) - apart(note, b));
    const target = nearest && targets.get(nearest.id);
    if (!target) return [];
    const position = { x: note.x + target.x - nearest.x, y: note.y + target.y - nearest.y };
    return [{ id: note.id, position }];
  });
}

function apart(a: Box, b: Box): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}

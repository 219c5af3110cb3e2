import type { Graph } from "#workflows/graph.ts";
import { NOTE_SIZE, nodeWidth, type Position } from "../layout.ts";
import { noteFlowId } from "../notes/flow-id.ts";
import { portsForCanvas } from "../ports.ts";

export type Size = { width: number; height: number };
export type Box = { id: string; x: number; y: number } & Size;

/** Of a step that was never drawn yet: an icon, a name and two lines. */
const NODE_HEIGHT = 112;

/** What was measured, by the id on the canvas; undefined for what has not been drawn. */
export type Measured = (id: string) => Size | undefined;

export function nodeBoxes(graph: Graph, measured: Measured): Box[] {
  return graph.nodes.map((node) => {
    const { width, height } = measured(node.id) ?? {
      width: nodeWidth(portsForCanvas(node).length),
      height: NODE_HEIGHT,
    };
    return { id: node.id, ...node.position, width, height };
  });
}

export function noteBoxes(graph: Graph, measured: Measured): Box[] {
  return (graph.notes ?? []).map((note) => {
    const size = { width: note.width ?? NOTE_SIZE.width, height: note.height ?? NOTE_SIZE.height };
    return { id: note.id, ...note.position, ...(measured(noteFlowId(note.id)) ?? size) };
  });
}

/** The smallest box around all of them; null around none. */
export function around(boxes: readonly (Position & Size)[]): (Position & Size) | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

export function overlap(a: Position & Size, b: Position & Size): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

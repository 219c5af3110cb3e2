import type { Move } from "../edits/nodes.ts";
import { around, type Box } from "./boxes.ts";

export const alignments = ["left", "centre", "right", "top", "middle", "bottom"] as const;
export const distributions = ["across", "down"] as const;
export type Alignment = (typeof alignments)[number];
export type Distribution = (typeof distributions)[number];

/** Where the boxes go so that these sides, or their middles, are in one line: that of the box around them. */
export function align(boxes: readonly Box[], how: Alignment): Move[] {
  const frame = around(boxes);
  if (!frame) return [];
  const place: Record<Alignment, (box: Box) => { x: number; y: number }> = {
    left: ({ y }) => ({ x: frame.x, y }),
    centre: ({ y, width }) => ({ x: frame.x + (frame.width - width) / 2, y }),
    right: ({ y, width }) => ({ x: frame.x + frame.width - width, y }),
    top: ({ x }) => ({ x, y: frame.y }),
    middle: ({ x, height }) => ({ x, y: frame.y + (frame.height - height) / 2 }),
    bottom: ({ x, height }) => ({ x, y: frame.y + frame.height - height }),
  };
  return boxes.map((box) => ({ id: box.id, position: round(place[how](box)) }));
}

/** The outer two stay, and between all of them is the same room; nothing moves when there are fewer than three. */
export function distribute(boxes: readonly Box[], how: Distribution): Move[] {
  const frame = around(boxes);
  if (!frame || boxes.length < 3) return [];
  const [start, length] = how === "across" ? (["x", "width"] as const) : (["y", "height"] as const);
  const ordered = boxes.toSorted((a, b) => a[start] + a[length] / 2 - (b[start] + b[length] / 2));
  const filled = boxes.reduce((sum, box) => sum + box[length], 0);
  const gap = (frame[length] - filled) / (boxes.length - 1);
  let next = frame[start];
  return ordered.map((box) => {
    const position = round({ x: box.x, y: box.y, [start]: next });
    next += box[length] + gap;
    return { id: box.id, position };
  });
}

function round({ x, y }: { x: number; y: number }) {
  return { x: Math.round(x), y: Math.round(y) };
}

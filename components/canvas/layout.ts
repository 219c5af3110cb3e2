import type { GraphNode } from "#workflows/graph.ts";

/** Top left corner of a step, in pixels of the canvas at 100 %. */
export type Position = GraphNode["position"];

export const NODE_WIDTH = 264;
/** Room that one port takes at the foot of a step. */
export const PORT_WIDTH = 112;
/** Between the tops of two steps that follow each other. */
export const ROW_HEIGHT = 180;
export const COLUMN_WIDTH = 320;
/** Between the dots of the canvas, which what is dragged may keep to; rows and columns are multiples of it. */
export const GRID_PX = 20;
/** Of a note that nobody made larger or smaller. */
export const NOTE_SIZE = { width: 220, height: 120 };

/** Steps with many ways out are wider, so that every label can be read. */
export function nodeWidth(ports: number): number {
  return Math.max(NODE_WIDTH, ports * PORT_WIDTH);
}

/** Small enough that the largest workflow there can be is seen as a whole. */
export const ZOOM_MIN = 0.05;
/** Below it, a button on a connection would be smaller than what a finger or a pointer hits. */
export const ZOOM_FAR = 0.3;

/** Shows everything, no larger than it is, and free of what stands at the head and the foot of the canvas. */
export const FIT = { maxZoom: 1, padding: { top: "76px", bottom: "88px", x: 0.12 } } as const;

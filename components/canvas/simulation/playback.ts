import type { SimulatedStep } from "#components/workflows/outputs.ts";
import { edgeId, type Graph } from "#workflows/graph.ts";

/** How long one step is shown at normal speed. */
const STEP_MS = 1_400;
/** And one that has no words: just long enough to be seen on the canvas. */
const SILENT_STEP_MS = 350;
/** A long run is shown in this time at normal speed, however many steps it has. */
const RUN_MAX_MS = 60_000;
export const SPEEDS = [0.5, 1, 2, 4, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** Whether a step has a line in the log; the others are only seen on the canvas. */
export function isTold({ kind, intention }: SimulatedStep): boolean {
  if (kind === "arrive" || kind === "leave") return false;
  // What is waited for is told by a note of its own.
  return kind !== "wait" || intention?.kind !== "wait-for";
}

/** Whether it is a message or call that goes out, or fails on its way. */
export function goesOut({ kind }: SimulatedStep): boolean {
  return kind === "message" || kind === "failed";
}

/** How long a step is shown at a speed, in milliseconds. */
export function stepLength(steps: SimulatedStep[], index: number, speed: Speed): number {
  const step = steps[index];
  if (!step || !isTold(step)) return SILENT_STEP_MS / speed;
  const told = steps.filter(isTold).length;
  return Math.min(STEP_MS, RUN_MAX_MS / told) / speed;
}

/** What of the canvas a run has passed so far. */
export interface Trail {
  nodeId: string | null;
  visited: Set<string>;
  edges: Set<string>;
}

/** The trail after the steps up to and including `index`; -1 before the first. */
export function trailUpTo(graph: Graph, steps: SimulatedStep[], index: number): Trail {
  const shown = steps.slice(0, index + 1);
  const known = new Set(graph.edges.map((edge) => edge.id));
  const edges = new Set<string>();
  for (const step of shown) {
    if (step.port === null) continue;
    const taken = edgeId(step.nodeId, step.port);
    // A failure whose own way out leads nowhere goes on like a success.
    if (known.has(taken)) edges.add(taken);
    else if (step.port === "failed") edges.add(edgeId(step.nodeId, "next"));
  }
  return {
    nodeId: shown.at(-1)?.nodeId ?? null,
    visited: new Set(shown.map((step) => step.nodeId)),
    edges,
  };
}

/**
 * The moment the clock shows while step `index` is on: it runs from the step before, quickly at first and then easing
 * out, so that a wait of a week is felt and still ends on the minute. `progress` is 0 to 1.
 */
export function clockAt(steps: SimulatedStep[], index: number, progress: number): number | null {
  const step = steps[Math.max(index, 0)];
  if (!step) return null;
  const before = steps[index - 1]?.at ?? step.at;
  const eased = 1 - (1 - Math.min(Math.max(progress, 0), 1)) ** 3;
  return Math.round(before + (step.at - before) * eased);
}

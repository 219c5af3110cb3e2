import type { Graph, GraphNode } from "../graph.ts";
import { edgeId } from "../graph.ts";

/** A ready-made workflow. */
export interface Recipe {
  id: string;
  name: string;
  /** What it is good for, in a sentence or two. */
  summary: string;
  /** Events that the shop must send for it to work. */
  needs: string[];
  graph: Graph;
}

interface Step {
  id: string;
  type: string;
  config: Record<string, unknown>;
  /** Where each port leads; "next" by default to the step below. */
  to?: Record<string, string>;
  /** Columns to the side of the main line. */
  column?: number;
  row?: number;
}

const COLUMN_WIDTH = 320;
const ROW_HEIGHT = 170;

/** Lays steps out from top to bottom and connects each with the next one, unless it says where it leads. */
export function drawGraph(steps: Step[]): Graph {
  const nodes = steps.map(
    (step, index): GraphNode => ({
      id: step.id,
      type: step.type,
      config: step.config,
      position: { x: (step.column ?? 0) * COLUMN_WIDTH, y: (step.row ?? index) * ROW_HEIGHT },
    }),
  );
  const edges = steps.flatMap((step, index) => {
    const below = steps[index + 1];
    const to = step.to ?? (below ? { next: below.id } : {});
    return Object.entries(to).map(([port, target]) => ({
      id: edgeId(step.id, port),
      from: step.id,
      port,
      to: target,
    }));
  });
  return { nodes, edges };
}

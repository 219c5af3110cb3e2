import type { Graph, GraphNode } from "../graph.ts";
import { edgeId } from "../graph.ts";

/** What recipes are good for, in the order of the gallery. */
export const recipeGroups = ["welcome", "carts", "coming-back", "service"] as const;
export type RecipeGroup = (typeof recipeGroups)[number];

/** Something the shop must have for a recipe to work. */
export interface RecipeNeed {
  kind: "event" | "attribute" | "channel" | "topic";
  /** The event, the attribute, "email" or "web-push", or the key of the topic. */
  name: string;
  /** What it is for, in a sentence. */
  why: string;
}

/** Somebody who gets its messages, for looking at them before anybody is there. */
export interface RecipeExample {
  /** What the event that starts it says. */
  properties?: Record<string, unknown>;
  attributes?: Record<string, unknown>;
  /** How often they did an event that a rule counts; 0 where nothing is said. */
  counts?: Record<string, number>;
}

/** A ready-made workflow. Its texts are the keys under which other languages have them. */
export interface Recipe {
  id: string;
  name: string;
  group: RecipeGroup;
  /** What it is good for, in a sentence or two. */
  summary: string;
  /** When its messages go out, in a line. */
  timing: string;
  /** What to think of before it goes live. */
  advice: string[];
  needs: RecipeNeed[];
  example: RecipeExample;
  graph: Graph;
}

export interface Step {
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

import * as z from "zod/mini";

export const GRAPH_NODES_MAX = 500;
export const EDGES_MAX = 2000;
export const NOTES_MAX = 200;
export const NOTE_CHARS_MAX = 4000;
/** Nobody drags a step further, and sums with much larger numbers come out as none. */
export const PLACE_MAX_PX = 1_000_000;
/** A config that a form made is far flatter; one much deeper would overflow whoever walks through it. */
const CONFIG_LEVELS_MAX = 60;

/** What lies beyond is brought back to the edge: a drawing is not refused for where its steps stand. */
const place = z.number().check(z.overwrite((px) => Math.min(Math.max(px, -PLACE_MAX_PX), PLACE_MAX_PX)));
const position = z.object({ x: place, y: place });

/** As a form left it: a draft may be half filled in. */
const filledIn = z
  .record(z.string(), z.unknown())
  .check(z.refine((value) => !isDeeper(value, CONFIG_LEVELS_MAX), "This holds too much within each other"));

/** Of a step; edges name theirs by it. */
export const nodeId = z
  .string()
  .check(z.regex(/^[\w-]{1,64}$/, "Use letters, digits, dashes and underscores"));

export const graphNode = z.object({
  id: nodeId,
  type: z.string().check(z.minLength(1), z.maxLength(100)),
  config: filledIn,
  position,
});

export const graphEdge = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  from: nodeId,
  port: z.string().check(z.minLength(1), z.maxLength(64)),
  to: nodeId,
});

/** Words on the canvas for whoever draws; they do nothing. */
export const graphNote = z.object({
  id: nodeId,
  text: z.string().check(z.maxLength(NOTE_CHARS_MAX)),
  position,
  width: z.optional(z.number().check(z.minimum(80), z.maximum(2000))),
  height: z.optional(z.number().check(z.minimum(40), z.maximum(2000))),
});

/** What the owner draws. A draft is stored as it is; publishing checks it with `validateGraph`. */
export const graph = z.object({
  nodes: z.array(graphNode).check(z.maxLength(GRAPH_NODES_MAX, `At most ${GRAPH_NODES_MAX} steps`)),
  edges: z.array(graphEdge).check(z.maxLength(EDGES_MAX)),
  notes: z.optional(z.array(graphNote).check(z.maxLength(NOTES_MAX, `At most ${NOTES_MAX} notes`))),
  /** What it does not hold is as `workflowSettings` has it by default. */
  settings: z.optional(filledIn),
});

export type GraphNode = z.infer<typeof graphNode>;
export type GraphEdge = z.infer<typeof graphEdge>;
export type GraphNote = z.infer<typeof graphNote>;
export type Graph = z.infer<typeof graph>;

export const emptyGraph: Graph = { nodes: [], edges: [] };

export function edgeId(from: string, port: string): string {
  return `${from}:${port}`;
}

/** Level by level, because recursion would be what overflows. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

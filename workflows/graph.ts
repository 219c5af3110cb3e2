import * as z from "zod";

export const GRAPH_NODES_MAX = 500;
export const EDGES_MAX = 2000;
export const NOTES_MAX = 200;
export const NOTE_CHARS_MAX = 4000;

const id = z.string().regex(/^[\w-]{1,64}$/, "Use letters, digits, dashes and underscores");

export const graphNode = z.object({
  id,
  type: z.string().min(1).max(100),
  /** As the form left it: a draft may be half filled in. */
  config: z.record(z.string(), z.unknown()),
  position: z.object({ x: z.number(), y: z.number() }),
});

export const graphEdge = z.object({
  id: z.string().min(1).max(200),
  from: id,
  port: z.string().min(1).max(64),
  to: id,
});

/** Words on the canvas for whoever draws; they do nothing. */
export const graphNote = z.object({
  id,
  text: z.string().max(NOTE_CHARS_MAX),
  position: z.object({ x: z.number(), y: z.number() }),
  width: z.number().min(80).max(2000).optional(),
  height: z.number().min(40).max(2000).optional(),
});

/** What the owner draws. A draft is stored as it is; publishing checks it with `validateGraph`. */
export const graph = z.object({
  nodes: z.array(graphNode).max(GRAPH_NODES_MAX, `At most ${GRAPH_NODES_MAX} steps`),
  edges: z.array(graphEdge).max(EDGES_MAX),
  notes: z.array(graphNote).max(NOTES_MAX, `At most ${NOTES_MAX} notes`).optional(),
  /** As the form left it, like a node's config; what it does not hold is as `workflowSettings` has it by default. */
  settings: z.record(z.string(), z.unknown()).optional(),
});

export type GraphNode = z.infer<typeof graphNode>;
export type GraphEdge = z.infer<typeof graphEdge>;
export type GraphNote = z.infer<typeof graphNote>;
export type Graph = z.infer<typeof graph>;

export const emptyGraph: Graph = { nodes: [], edges: [] };

export function edgeId(from: string, port: string): string {
  return `${from}:${port}`;
}

import * as z from "zod/mini";

export const GRAPH_NODES_MAX = 500;
export const EDGES_MAX = 2000;
export const NOTES_MAX = 200;
export const NOTE_CHARS_MAX = 4000;

const id = z.string().check(z.regex(/^[\w-]{1,64}$/, "Use letters, digits, dashes and underscores"));

export const graphNode = z.object({
  id,
  type: z.string().check(z.minLength(1), z.maxLength(100)),
  /** As the form left it: a draft may be half filled in. */
  config: z.record(z.string(), z.unknown()),
  position: z.object({ x: z.number(), y: z.number() }),
});

export const graphEdge = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  from: id,
  port: z.string().check(z.minLength(1), z.maxLength(64)),
  to: id,
});

/** Words on the canvas for whoever draws; they do nothing. */
export const graphNote = z.object({
  id,
  text: z.string().check(z.maxLength(NOTE_CHARS_MAX)),
  position: z.object({ x: z.number(), y: z.number() }),
  width: z.optional(z.number().check(z.minimum(80), z.maximum(2000))),
  height: z.optional(z.number().check(z.minimum(40), z.maximum(2000))),
});

/** What the owner draws. A draft is stored as it is; publishing checks it with `validateGraph`. */
export const graph = z.object({
  nodes: z.array(graphNode).check(z.maxLength(GRAPH_NODES_MAX, `At most ${GRAPH_NODES_MAX} steps`)),
  edges: z.array(graphEdge).check(z.maxLength(EDGES_MAX)),
  notes: z.optional(z.array(graphNote).check(z.maxLength(NOTES_MAX, `At most ${NOTES_MAX} notes`))),
  /** As the form left it, like a node's config; what it does not hold is as `workflowSettings` has it by default. */
  settings: z.optional(z.record(z.string(), z.unknown())),
});

export type GraphNode = z.infer<typeof graphNode>;
export type GraphEdge = z.infer<typeof graphEdge>;
export type GraphNote = z.infer<typeof graphNote>;
export type Graph = z.infer<typeof graph>;

export const emptyGraph: Graph = { nodes: [], edges: [] };

export function edgeId(from: string, port: string): string {
  return `${from}:${port}`;
}

import { diffGraphs } from "#workflows/diff-graphs.ts";
import type { Graph, GraphEdge, GraphNode } from "#workflows/graph.ts";

export const BOX_WIDTH = 264;
export const BOX_HEIGHT = 84;
const GAP = 24;

export type Mark = "added" | "removed" | "changed" | "same";

export interface MarkedNode {
  node: GraphNode;
  mark: Mark;
  x: number;
  y: number;
}

export interface MarkedEdge {
  key: string;
  edge: GraphEdge;
  mark: Exclude<Mark, "changed">;
}

/**
 * Both graphs in one drawing: steps where the later one has them, those that are gone where they were. A removed step
 * that another now stands on is drawn beside it. Without an earlier graph nothing is marked.
 */
export function placeDiff(before: Graph | null, after: Graph): { nodes: MarkedNode[]; edges: MarkedEdge[] } {
  if (!before) {
    return {
      nodes: after.nodes.map((node) => ({ node, mark: "same", ...node.position })),
      edges: after.edges.map((edge) => ({ key: keyOf(edge), edge, mark: "same" })),
    };
  }
  const diff = diffGraphs(before, after);
  const added = new Set(diff.added.map(({ id }) => id));
  const changed = new Set(diff.changed.map(({ after: { id } }) => id));
  const markOf = ({ id }: GraphNode): Mark =>
    added.has(id) ? "added" : changed.has(id) ? "changed" : "same";
  const nodes: MarkedNode[] = after.nodes.map((node) => ({ node, mark: markOf(node), ...node.position }));
  for (const node of diff.removed) nodes.push({ node, mark: "removed", ...freePlace(node, nodes) });
  const was = new Set(before.edges.map(keyOf));
  const is = new Set(after.edges.map(keyOf));
  return {
    nodes,
    edges: [
      ...after.edges.map((edge) => ({
        key: keyOf(edge),
        edge,
        mark: was.has(keyOf(edge)) ? ("same" as const) : ("added" as const),
      })),
      ...before.edges
        .filter((edge) => !is.has(keyOf(edge)))
        .map((edge) => ({ key: `${keyOf(edge)} before`, edge, mark: "removed" as const })),
    ],
  };
}

function keyOf({ from, port, to }: GraphEdge): string {
  return `${from}:${port}:${to}`;
}

function freePlace({ position }: GraphNode, others: MarkedNode[]): { x: number; y: number } {
  const place = { ...position };
  while (others.some(({ x, y }) => Math.abs(x - place.x) < BOX_WIDTH && Math.abs(y - place.y) < BOX_HEIGHT))
    place.x += BOX_WIDTH + GAP;
  return place;
}

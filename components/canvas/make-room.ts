import type { Graph } from "#workflows/graph.ts";
import { type Position, ROW_HEIGHT } from "./layout.ts";

/** Everything that can be reached from a node, itself included. */
export function downstream(graph: Graph, nodeId: string): Set<string> {
  const reached = new Set<string>();
  const queue = [nodeId];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...graph.edges.filter((edge) => edge.from === id).map((edge) => edge.to));
  }
  return reached;
}

/**
 * Where everything behind an edge goes so that a step fits in between: down by what is missing. Nothing moves when
 * there is room, or when the path leads back above its beginning.
 */
export function makeRoom(
  graph: Graph,
  edge: { from: string; to: string },
): { id: string; position: Position }[] {
  const from = graph.nodes.find((node) => node.id === edge.from);
  const to = graph.nodes.find((node) => node.id === edge.to);
  if (!from || !to) return [];
  const missing = from.position.y + 2 * ROW_HEIGHT - to.position.y;
  const behind = downstream(graph, edge.to);
  if (missing <= 0 || missing > 2 * ROW_HEIGHT || behind.has(edge.from)) return [];
  return graph.nodes
    .filter((node) => behind.has(node.id))
    .map(({ id, position }) => ({ id, position: { x: position.x, y: position.y + missing } }));
}

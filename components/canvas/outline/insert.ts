import { edgeId, type Graph, type GraphNode } from "#workflows/graph.ts";
import { isConnectable } from "../connections.ts";
import { hasRoom } from "../edits/room.ts";
import { ROW_HEIGHT } from "../layout.ts";
import { downstream } from "../make-room.ts";
import { settleSteps } from "./free-place.ts";

/** A step put into connections that lead to one and the same step, which then follows it through `onward`. */
export type Insertion = { node: GraphNode; edgeIds: string[]; onward: string | undefined };

/** The graph with the new step where its follower was; everything behind moves down by what is missing. */
export function insert(graph: Graph, { node, edgeIds, onward }: Insertion): Graph {
  const edges = graph.edges.filter(({ id }) => edgeIds.includes(id));
  const to = graph.nodes.find(({ id }) => id === edges[0]?.to);
  if (!to || edges.some((edge) => edge.to !== to.id) || graph.nodes.some(({ id }) => id === node.id))
    return graph;
  if (!hasRoom(graph, { nodes: 1 })) return graph;
  const led = graph.edges.map((edge) => (edges.includes(edge) ? { ...edge, to: node.id } : edge));
  const added = placeBefore(graph, node, new Set(edges.map(({ from }) => from)), to);
  const next = { from: node.id, port: onward ?? "", to: to.id };
  if (onward === undefined || !isConnectable(added, next)) return { ...added, edges: led };
  return { ...added, edges: [...led, { id: edgeId(node.id, onward), ...next }] };
}

function placeBefore(graph: Graph, node: GraphNode, sources: ReadonlySet<string>, to: GraphNode): Graph {
  const above = graph.nodes.filter(({ id }) => sources.has(id)).map(({ position }) => position.y);
  const y = Math.max(...above) + ROW_HEIGHT;
  const behind = downstream(graph, to.id);
  // A path that leads back above its beginning stays where it is.
  const circle = [...sources].some((id) => behind.has(id));
  const missing = circle ? 0 : Math.max(y + ROW_HEIGHT - to.position.y, 0);
  const moved = missing > 0 ? behind : new Set<string>();
  const nodes = graph.nodes.map((other) => {
    const { x, y: top } = other.position;
    return moved.has(other.id) ? { ...other, position: { x, y: top + missing } } : other;
  });
  const placed = { ...node, position: { x: to.position.x, y } };
  return settleSteps({ ...graph, nodes: [...nodes, placed] }, new Set([...moved, node.id]));
}

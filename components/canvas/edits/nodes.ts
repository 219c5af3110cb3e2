import type { Graph, GraphNode } from "#workflows/graph.ts";
import { edgeAt } from "../connections.ts";
import type { Position } from "../layout.ts";
import { makeRoom } from "../make-room.ts";
import { portsForCanvas } from "../ports.ts";
import { connect } from "./connect.ts";
import { hasRoom } from "./room.ts";

/** Where something on the canvas goes. */
export interface Move {
  id: string;
  position: Position;
}

export type Addition = { node: GraphNode; after?: { from: string; port: string }; onward?: string };

/** The graph with one more step; with `after` it is connected, and with `onward` what was there follows it. */
export function addNode(graph: Graph, { node, after, onward }: Addition): Graph {
  if (graph.nodes.some((other) => other.id === node.id) || !hasRoom(graph, { nodes: 1 })) return graph;
  const added = { ...graph, nodes: [...graph.nodes, node] };
  if (!after) return added;
  const followed = edgeAt(graph, after.from, after.port);
  const connected = connect(added, { ...after, to: node.id });
  if (connected === added || !followed || onward === undefined) return connected;
  const roomy = { ...connected, nodes: moveAll(connected.nodes, makeRoom(graph, followed)) };
  return connect(roomy, { from: node.id, port: onward, to: followed.to });
}

/** The same list when nothing came to lie elsewhere. */
export function moveAll<Item extends { id: string; position: Position }>(
  items: Item[],
  moves: readonly Move[],
): Item[] {
  const targets = new Map(moves.map(({ id, position }) => [id, position]));
  let moved = false;
  const after = items.map((item) => {
    const position = targets.get(item.id);
    if (!position || (position.x === item.position.x && position.y === item.position.y)) return item;
    moved = true;
    return { ...item, position };
  });
  return moved ? after : items;
}

/** Connections that start at a port which the new config no longer has go with it. */
export function configureNode(graph: Graph, nodeId: string, config: GraphNode["config"]): Graph {
  const before = graph.nodes.find((node) => node.id === nodeId);
  if (!before || before.config === config) return graph;
  const after = { ...before, config };
  const lost = new Set(portsForCanvas(before).map((port) => port.id));
  for (const port of portsForCanvas(after)) lost.delete(port.id);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node === before ? after : node)),
    edges: graph.edges.filter((edge) => edge.from !== nodeId || !lost.has(edge.port)),
  };
}

import { edgeId, type Graph, type GraphEdge } from "#workflows/graph.ts";
import { edgeAt, isConnectable } from "../connections.ts";

export type Connection = { from: string; port: string; to: string };

/** A port has one connection: a second one takes the place of the first. */
export function connect(graph: Graph, { from, port, to }: Connection): Graph {
  if (!isConnectable(graph, { from, port, to })) return graph;
  const before = edgeAt(graph, from, port);
  if (before?.to === to) return graph;
  const edge: GraphEdge = { id: edgeId(from, port), from, port, to };
  return { ...graph, edges: [...graph.edges.filter((other) => other !== before), edge] };
}

/** Takes hold of a connection and leads it elsewhere; the same graph where the new end is refused. */
export function reconnect(graph: Graph, { edgeId: id, ...wanted }: Connection & { edgeId: string }): Graph {
  const rest = { ...graph, edges: graph.edges.filter((edge) => edge.id !== id) };
  const connected = connect(rest, wanted);
  return connected === rest ? graph : connected;
}

import { findNode } from "#workflows/catalogue.ts";
import { edgeId, type Graph, type GraphEdge, type GraphNode } from "#workflows/graph.ts";
import { edgeAt } from "../connections.ts";
import { portsForCanvas } from "../ports.ts";
import { settleSteps } from "./free-place.ts";
import { linePort } from "./line-port.ts";

/** Two steps of a line, of which the lower follows the upper. */
export type Pair = { upper: string; lower: string };

/** Whether the two may change places: nothing else leads to the lower one, and it leads on, but not back. */
export function maySwap(graph: Graph, pair: Pair): boolean {
  return partsOf(graph, pair) !== null;
}

/** The graph with the two in the other order, each with its own settings and its own path for failures. */
export function swap(graph: Graph, pair: Pair): Graph {
  const parts = partsOf(graph, pair);
  if (!parts) return graph;
  const { upper, lower, between, after, port } = parts;
  const rest = graph.edges.filter((edge) => edge !== between && edge !== after);
  const edges: GraphEdge[] = [
    ...rest.map((edge) => (edge.to === upper.id ? { ...edge, to: lower.id } : edge)),
    { id: edgeId(lower.id, port), from: lower.id, port, to: upper.id },
    ...(after ? [{ ...between, to: after.to }] : []),
  ];
  const nodes = graph.nodes.map((node) => {
    if (node === upper) return { ...node, position: lower.position };
    return node === lower ? { ...node, position: upper.position } : node;
  });
  return settleSteps({ ...graph, nodes, edges }, new Set([upper.id, lower.id]));
}

interface Parts {
  upper: GraphNode;
  lower: GraphNode;
  /** From the upper to the lower one. */
  between: GraphEdge;
  /** From the lower one onwards. */
  after: GraphEdge | undefined;
  /** The way out of the lower one that leads on in the line. */
  port: string;
}

function partsOf(graph: Graph, pair: Pair): Parts | null {
  const upper = graph.nodes.find(({ id }) => id === pair.upper);
  const lower = graph.nodes.find(({ id }) => id === pair.lower);
  if (!upper || !lower || findNode(upper.type)?.kind === "trigger") return null;
  const between = lineEdge(graph, upper);
  const port = linePort(portsForCanvas(lower))?.id;
  if (between?.to !== lower.id || port === undefined) return null;
  const others = graph.edges.filter((edge) => edge !== between);
  if (others.some(({ from, to }) => to === lower.id || (from === lower.id && to === upper.id))) return null;
  return { upper, lower, between, after: lineEdge(graph, lower), port };
}

function lineEdge(graph: Graph, node: GraphNode): GraphEdge | undefined {
  const port = linePort(portsForCanvas(node))?.id;
  return port === undefined ? undefined : edgeAt(graph, node.id, port);
}

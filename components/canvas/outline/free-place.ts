import type { Graph, GraphNode } from "#workflows/graph.ts";
import { COLUMN_WIDTH, nodeWidth, type Position, ROW_HEIGHT } from "../layout.ts";
import { portsForCanvas } from "../ports.ts";

/** A step as high as they come still fits above the next row. */
const BOX_HEIGHT = ROW_HEIGHT * 0.85;

/** The nearest place at or to the right of where a step is wanted, on which it lies on none of the others. */
export function freePlaceFor(others: readonly GraphNode[], node: GraphNode, wanted: Position): Position {
  const width = widthOf(node);
  const row = others.filter(({ position }) => Math.abs(position.y - wanted.y) < BOX_HEIGHT);
  const place = { x: Math.round(wanted.x), y: Math.round(wanted.y) };
  while (
    row.some((other) => other.position.x < place.x + width && place.x < other.position.x + widthOf(other))
  )
    place.x += COLUMN_WIDTH;
  return place;
}

/** The graph with these steps moved aside, from top to bottom, where they lie on others. */
export function settleSteps(graph: Graph, ids: ReadonlySet<string>): Graph {
  const settled = graph.nodes.filter(({ id }) => !ids.has(id));
  const places = new Map<string, Position>();
  const loose = graph.nodes.filter(({ id }) => ids.has(id));
  for (const node of loose.toSorted((a, b) => a.position.y - b.position.y)) {
    const position = freePlaceFor(settled, node, node.position);
    places.set(node.id, position);
    settled.push({ ...node, position });
  }
  const nodes = graph.nodes.map((node) => {
    const position = places.get(node.id) ?? node.position;
    const same = position.x === node.position.x && position.y === node.position.y;
    return same ? node : { ...node, position };
  });
  return { ...graph, nodes };
}

function widthOf(node: GraphNode): number {
  return nodeWidth(portsForCanvas(node).length);
}

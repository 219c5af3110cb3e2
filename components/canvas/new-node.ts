import type * as z from "zod/mini";
import { newId } from "#components/config-form/new-id.ts";
import { findNode } from "#workflows/catalogue.ts";
import { hintsOf } from "#workflows/field-hints.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { edgeAt } from "./connections.ts";
import { COLUMN_WIDTH, NODE_WIDTH, type Position, ROW_HEIGHT } from "./layout.ts";
import { placeBehind } from "./outline/places.ts";
import type { PickPlace } from "./picker/pick.ts";
import { portsForCanvas } from "./ports.ts";

/** A step as the palette makes it: the sample config with its defaults filled in. Throws for an unknown type. */
export function newNode(type: string, position: Position): GraphNode {
  const definition = findNode(type);
  if (!definition) throw new Error(`unknown node type ${type}`);
  const config = definition.config.parse(definition.sample) as GraphNode["config"];
  // Hooks and segments are the shop's own: the one of the sample does not exist, and nothing would ever arrive.
  const shape =
    "shape" in definition.config ? (definition.config.shape as Record<string, z.ZodMiniType>) : {};
  const chosenLater: Record<string, unknown> = {};
  for (const key of Object.keys(shape)) {
    const { control } = hintsOf(shape[key]);
    if (control === "hook") chosenLater[key] = "";
    if (control === "segment") chosenLater[key] = undefined;
  }
  return { id: newId(type), type, config: { ...config, ...chosenLater }, position: round(position) };
}

/** Where a step that is added without being dropped goes: behind the selected step, else to the newest open end. */
export function placeToAdd(graph: Graph, selectedId: string | null): PickPlace | null {
  const selected = graph.nodes.find((node) => node.id === selectedId);
  if (!selected) {
    const end = openEnd(graph);
    return end && { kind: "end", ...end };
  }
  const place = placeBehind(graph, selected);
  if (place?.kind !== "inside") return place;
  const [edgeId] = place.edgeIds;
  return edgeId === undefined ? null : { kind: "edge", edgeId };
}

/** The newest way out that leads nowhere; a path for failures may stay open. */
export function openEnd(graph: Graph): { from: string; port: string } | null {
  for (const node of graph.nodes.toReversed()) {
    const port = portsForCanvas(node).find((known) => !edgeAt(graph, node.id, known.id));
    if (port && port.id !== "failed") return { from: node.id, port: port.id };
  }
  return null;
}

/** A place below a step, moved aside until it lies on no other. */
export function placeBelow(graph: Graph, from: string, port: string): Position {
  const node = graph.nodes.find((other) => other.id === from);
  if (!node) return freePlace(graph, { x: 0, y: 0 });
  const ports = portsForCanvas(node);
  const index = ports.findIndex((known) => known.id === port);
  return freePlace(graph, {
    x: node.position.x + Math.max(index, 0) * COLUMN_WIDTH,
    y: node.position.y + ROW_HEIGHT,
  });
}

/** The nearest place to the right where nothing lies. */
export function freePlace(graph: Graph, wanted: Position): Position {
  let { x, y } = round(wanted);
  while (
    graph.nodes.some(
      ({ position }) => Math.abs(position.x - x) < NODE_WIDTH && Math.abs(position.y - y) < ROW_HEIGHT * 0.7,
    )
  ) {
    x += COLUMN_WIDTH;
  }
  return { x, y };
}

/** The port through which what followed goes on behind an inserted step. */
export function onwardPort(node: GraphNode): string | undefined {
  return portsForCanvas(node).at(0)?.id;
}

function round({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

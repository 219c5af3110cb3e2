"use client";

import { MarkerType, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphEdge, GraphNode } from "#workflows/graph.ts";
import { connectionRefusal } from "./connections.ts";
import type { Position } from "./layout.ts";
import { portsForCanvas, sentenceFor } from "./ports.ts";
import type { StepFlowEdge } from "./step-edge.tsx";
import type { StepFlowNode } from "./step-node.tsx";
import type { Editor } from "./use-editor.ts";

type Size = { width: number; height: number };
type Drawn = { key: readonly unknown[]; node: StepFlowNode };

/**
 * The graph as React Flow wants it. Only what is fleeting lives here: sizes that were measured, and where steps are
 * while they are being dragged. The rest is read from the graph, and every lasting change goes back as an edit.
 */
export function useFlowElements({ draft, selection, edit, select }: Editor) {
  const { graph } = draft;
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Position>>(new Map());
  // Kept between drawings, so that moving one step does not redraw all of them.
  const [drawn] = useState(() => new Map<string, Drawn>());

  const nodes = useMemo(
    () =>
      graph.nodes.map((node) =>
        drawNode(drawn, node, sizes.get(node.id), dragged.get(node.id), selection.nodes.includes(node.id)),
      ),
    [graph.nodes, sizes, dragged, selection.nodes, drawn],
  );
  const edges = useMemo(
    () =>
      graph.edges
        .filter((edge) => !connectionRefusal(graph, edge))
        .map((edge) => drawEdge(graph, edge, selection.edges.includes(edge.id))),
    [graph, selection.edges],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<StepFlowNode>[]) => {
      const measured = changes.flatMap((change) =>
        change.type === "dimensions" && change.dimensions ? [[change.id, change.dimensions] as const] : [],
      );
      if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));

      const moving = changes.filter((change) => change.type === "position");
      const places = moving.flatMap(({ id, position }) => (position ? [{ id, position }] : []));
      if (moving.some((change) => change.dragging)) {
        setDragged(new Map(places.map(({ id, position }) => [id, position])));
      } else if (moving.length > 0) {
        edit({ kind: "move", positions: places.map(roundPlace), nudge: dragged.size === 0 });
        setDragged(new Map());
      }
    },
    [edit, dragged],
  );

  const onSelectionChange = useCallback(
    (changes: readonly { type: string }[], part: "nodes" | "edges") => {
      const chosen = changes.filter(isSelectChange);
      if (chosen.length === 0) return;
      // Choosing a connection lets go of the steps in the same breath: two calls, one after the other.
      select((before) => ({ ...before, [part]: applySelection(before[part], chosen) }));
    },
    [select],
  );

  return { nodes, edges, onNodesChange, onSelectionChange };
}

type SelectChange = { type: "select"; id: string; selected: boolean };

function isSelectChange(change: { type: string }): change is SelectChange {
  return change.type === "select";
}

function applySelection(before: string[], changes: SelectChange[]): string[] {
  const chosen = new Set(before);
  for (const { id, selected } of changes) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  return [...chosen];
}

function drawNode(
  drawn: Map<string, Drawn>,
  node: GraphNode,
  size: Size | undefined,
  dragged: Position | undefined,
  selected: boolean,
): StepFlowNode {
  const key = [node, size, dragged, selected];
  const before = drawn.get(node.id);
  if (before?.key.every((part, index) => part === key[index])) return before.node;
  const data = before?.node.data.node === node ? before.node.data : { node };
  const fresh: StepFlowNode = {
    id: node.id,
    type: "step",
    position: dragged ?? node.position,
    data,
    measured: size,
    selected,
    ariaLabel: nameOf(node),
  };
  drawn.set(node.id, { key, node: fresh });
  return fresh;
}

function drawEdge(graph: Graph, edge: GraphEdge, selected: boolean): StepFlowEdge {
  const words = wordEdge(graph, edge);
  return {
    id: edge.id,
    type: "step",
    source: edge.from,
    sourceHandle: edge.port,
    target: edge.to,
    targetHandle: "in",
    selected,
    ariaLabel: `Connection ${words}`,
    data: { words },
    markerEnd: { type: MarkerType.ArrowClosed, color: "var(--edge)", width: 16, height: 16 },
  };
}

/** "Send email: Email “Welcome”", as a screen reader says it. */
export function nameOf(node: GraphNode): string {
  const definition = findNode(node.type);
  if (!definition) return `Unknown step “${node.type}”`;
  const sentence = sentenceFor(definition, node);
  return sentence ? `${definition.label}: ${sentence}` : `${definition.label}, not set up yet`;
}

function wordEdge(graph: Graph, edge: GraphEdge): string {
  const label = (id: string) => {
    const node = graph.nodes.find((other) => other.id === id);
    return (node && findNode(node.type)?.label) ?? "a missing step";
  };
  const from = graph.nodes.find((node) => node.id === edge.from);
  const port = from && portsForCanvas(from).find((known) => known.id === edge.port)?.label;
  return `from ${label(edge.from)}${port ? `, “${port}”,` : ""} to ${label(edge.to)}`;
}

function roundPlace({ id, position }: { id: string; position: Position }) {
  return { id, position: { x: Math.round(position.x), y: Math.round(position.y) } };
}

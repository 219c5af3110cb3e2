"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback, useRef } from "react";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Addition } from "./edits/nodes.ts";
import { NODE_WIDTH, type Position } from "./layout.ts";
import { freePlace, newNode, onwardPort, openEnd, placeBelow } from "./new-node.ts";
import type { PickPlace } from "./picker/pick.ts";
import type { Editor } from "./use-editor.ts";

/** The ways to put a new step on the canvas; each selects it, so that it can be set up at once. None of them ever changes. */
export function useAdding(editor: Editor) {
  const { screenToFlowPosition } = useReactFlow();
  const { edit, selectNode } = editor;
  const newest = useRef(editor);
  newest.current = editor;

  const addAt = useCallback(
    (type: string, position: Position) => {
      const node = newNode(type, position);
      edit({ kind: "add", node });
      selectNode(node.id);
    },
    [edit, selectNode],
  );

  /** Without a place: behind the selected step or the newest open end, so that pressing alone draws a workflow. */
  const add = useCallback(
    (type: string) => {
      const { draft, selection } = newest.current;
      const { graph } = draft;
      const selected = selection.nodes.at(-1) ?? null;
      const end = findNode(type)?.kind === "trigger" ? null : openEnd(graph, selected);
      const place = end
        ? placeBelow(graph, end.from, end.port)
        : freePlace(graph, middleOfCanvas(screenToFlowPosition));
      const node = newNode(type, place);
      edit({ kind: "add", node, after: end ?? undefined });
      selectNode(node.id);
    },
    [edit, selectNode, screenToFlowPosition],
  );

  const addInto = useCallback(
    (type: string, place: PickPlace) => {
      const { graph } = newest.current.draft;
      const node =
        place.kind === "edge" ? nodeOnEdge(graph, type, place.edgeId) : nodeAtEnd(graph, type, place);
      if (!node) return;
      edit({ kind: "add", ...node });
      selectNode(node.node.id);
    },
    [edit, selectNode],
  );

  return { add, addAt, addInto };
}

export type Adding = ReturnType<typeof useAdding>;

/** A step that goes between the two ends of a connection; null when that is gone. */
function nodeOnEdge(graph: Graph, type: string, edgeId: string): Addition | null {
  const edge = graph.edges.find(({ id }) => id === edgeId);
  const to = graph.nodes.find((node) => node.id === edge?.to);
  const from = graph.nodes.find((node) => node.id === edge?.from);
  if (!edge || !to || !from) return null;
  const { y } = placeBelow({ ...graph, nodes: [from] }, edge.from, edge.port);
  const node = newNode(type, { x: to.position.x, y });
  return { node, after: { from: edge.from, port: edge.port }, onward: onwardPort(node) };
}

function nodeAtEnd(graph: Graph, type: string, end: Extract<PickPlace, { kind: "end" }>): Addition {
  const { from, port, position = placeBelow(graph, from, port) } = end;
  return { node: newNode(type, position), after: { from, port } };
}

function middleOfCanvas(toFlow: (point: Position) => Position): Position {
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!area) return { x: 0, y: 0 };
  const { x, y } = toFlow({ x: area.left + area.width / 2, y: area.top + area.height / 5 });
  return { x: x - NODE_WIDTH / 2, y };
}

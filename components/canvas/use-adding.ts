"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { findNode } from "#workflows/catalogue.ts";
import { NODE_WIDTH, type Position } from "./layout.ts";
import { freePlace, newNode, onwardPort, openEnd, placeBelow } from "./new-node.ts";
import type { Editor } from "./use-editor.ts";

/** The ways to put a new step on the canvas; each selects it, so that it can be set up at once. */
export function useAdding({ draft, selection, edit, selectNode }: Editor) {
  const { graph } = draft;
  const { screenToFlowPosition } = useReactFlow();
  const selected = selection.nodes.at(-1) ?? null;

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
      const end = findNode(type)?.kind === "trigger" ? null : openEnd(graph, selected);
      const place = end
        ? placeBelow(graph, end.from, end.port)
        : freePlace(graph, middleOfCanvas(screenToFlowPosition));
      const node = newNode(type, place);
      edit({ kind: "add", node, after: end ?? undefined });
      selectNode(node.id);
    },
    [graph, selected, edit, selectNode, screenToFlowPosition],
  );

  const insertInto = useCallback(
    (edgeId: string, type: string) => {
      const edge = graph.edges.find(({ id }) => id === edgeId);
      const to = graph.nodes.find((node) => node.id === edge?.to);
      const from = graph.nodes.find((node) => node.id === edge?.from);
      if (!edge || !to || !from) return;
      const { y } = placeBelow({ ...graph, nodes: [from] }, edge.from, edge.port);
      const node = newNode(type, { x: to.position.x, y });
      const after = { from: edge.from, port: edge.port };
      edit({ kind: "add", node, after, onward: onwardPort(node) });
      selectNode(node.id);
    },
    [graph, edit, selectNode],
  );

  return { add, addAt, insertInto };
}

function middleOfCanvas(toFlow: (point: Position) => Position): Position {
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!area) return { x: 0, y: 0 };
  const { x, y } = toFlow({ x: area.left + area.width / 2, y: area.top + area.height / 5 });
  return { x: x - NODE_WIDTH / 2, y };
}

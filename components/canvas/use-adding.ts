"use client";

import { useReactFlow } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { useCallback, useRef } from "react";
import { useSay } from "#components/say.tsx";
import { toast } from "#components/ui/toast.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { triggerOf } from "./edits/change-trigger.ts";
import type { Addition } from "./edits/nodes.ts";
import { NODE_WIDTH, type Position } from "./layout.ts";
import { freePlace, newNode, onwardPort, placeBelow, placeToAdd } from "./new-node.ts";
import type { PickPlace } from "./picker/pick.ts";
import type { Editor } from "./use-editor.ts";
import { useRoom } from "./use-room.ts";

/**
 * The ways to put a new step on the canvas; each selects it, so that it can be set up at once. A workflow has one trigger:
 * another one takes its place. None of them ever changes.
 */
export function useAdding(editor: Editor) {
  const { screenToFlowPosition } = useReactFlow();
  const t = useTranslations("canvas.trigger");
  const tUi = useTranslations("ui.common");
  const say = useSay();
  const room = useRoom();
  const newest = useRef({ editor, t, tUi, say, room, screenToFlowPosition });
  newest.current = { editor, t, tUi, say, room, screenToFlowPosition };

  const put = useCallback((addition: Addition) => {
    const { editor, room } = newest.current;
    if (!room(editor.draft.graph, { nodes: 1 })) return;
    editor.edit({ kind: "add", ...addition });
    editor.selectNode(addition.node.id);
  }, []);

  /** Answers whether there was a trigger to change; one of the same kind keeps its settings. */
  const changeTrigger = useCallback((type: string, wantedId: string | null): boolean => {
    const { editor, t, tUi, say } = newest.current;
    const definition = findNode(type);
    const before = triggerOf(editor.draft.graph, wantedId);
    if (definition?.kind !== "trigger" || !before) return false;
    const { id: nodeId, type: typeBefore, config: configBefore } = before;
    editor.selectNode(nodeId);
    if (typeBefore === type) return true;
    const { config } = newNode(type, before.position);
    editor.edit({ kind: "change-trigger", nodeId, type, config });
    const back = { kind: "change-trigger", nodeId, type: typeBefore, config: configBefore } as const;
    toast(t("changed", { trigger: say(definition.label) }), {
      action: {
        label: tUi("undo"),
        // Something else may have been done since then, which stays.
        onClick: () => newest.current.editor.edit(back),
      },
    });
    return true;
  }, []);

  const addAt = useCallback(
    (type: string, position: Position) => {
      if (changeTrigger(type, null)) return;
      put({ node: newNode(type, position) });
    },
    [changeTrigger, put],
  );

  /** Without a place: behind the selected step or the newest open end, so that pressing alone draws a workflow. */
  const add = useCallback(
    (type: string) => {
      const { editor, screenToFlowPosition } = newest.current;
      const { graph } = editor.draft;
      const selected = editor.selection.nodes.at(-1) ?? null;
      if (changeTrigger(type, selected)) return;
      const place = findNode(type)?.kind === "trigger" ? null : placeToAdd(graph, selected);
      const loose = () => ({ node: newNode(type, freePlace(graph, middleOfCanvas(screenToFlowPosition))) });
      put((place && additionAt(graph, type, place)) ?? loose());
    },
    [changeTrigger, put],
  );

  const addInto = useCallback(
    (type: string, place: PickPlace) => {
      if (place.kind === "trigger") return void changeTrigger(type, place.nodeId);
      const addition = additionAt(newest.current.editor.draft.graph, type, place);
      if (addition) put(addition);
    },
    [changeTrigger, put],
  );

  return { add, addAt, addInto };
}

/** Null when the place is gone. */
function additionAt(graph: Graph, type: string, place: PickPlace): Addition | null {
  if (place.kind === "edge") return nodeOnEdge(graph, type, place.edgeId);
  return place.kind === "end" ? nodeAtEnd(graph, type, place) : null;
}

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

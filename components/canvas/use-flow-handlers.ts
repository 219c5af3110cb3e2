"use client";

import {
  type Connection,
  type Edge,
  type OnConnect,
  type OnConnectEnd,
  type OnReconnect,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, useMemo, useRef } from "react";
import { findNode } from "#workflows/catalogue.ts";
import { isConnectable } from "./connections.ts";
import { useDropMark } from "./drop-target.ts";
import { NODE_WIDTH, type Position } from "./layout.ts";
import { DRAG_TYPE } from "./palette.tsx";
import type { PickPlace, PickRequest } from "./picker/pick.ts";
import type { StepFlowEdge } from "./step-edge.tsx";
import type { Editor } from "./use-editor.ts";

/** From the top of a step to where the pointer holds it while it is dropped. */
const GRIP_Y = 32;

type Means = {
  editor: Editor;
  locked: boolean;
  onDropNode(type: string, position: Position, onto: PickPlace | null): void;
  onPick(request: PickRequest): void;
};

/**
 * What the canvas does when something is connected or dropped. The handlers never change: React Flow draws
 * every connection again for a new one, and while a step is dragged the canvas is drawn with each frame.
 */
export function useFlowHandlers(means: Means) {
  const { screenToFlowPosition } = useReactFlow();
  const dropMark = useDropMark();
  const newest = useRef({ ...means, screenToFlowPosition, dropMark });
  newest.current = { ...means, screenToFlowPosition, dropMark };

  return useMemo(() => {
    const now = () => newest.current;
    const placeAt = ({ clientX, clientY }: { clientX: number; clientY: number }): Position => {
      const { x, y } = now().screenToFlowPosition({ x: clientX, y: clientY });
      return { x: x - NODE_WIDTH / 2, y: y - GRIP_Y };
    };

    const onConnect: OnConnect = (wanted) => {
      const connection = readConnection(wanted);
      if (connection) now().editor.edit({ kind: "connect", ...connection });
    };
    const onReconnect: OnReconnect<StepFlowEdge> = (edge, wanted) => {
      const connection = readConnection(wanted);
      if (connection) now().editor.edit({ kind: "reconnect", edgeId: edge.id, ...connection });
    };
    /** Let go of anywhere on a step, a connection leads to it; where nothing is, it asks for a step. */
    const onConnectEnd: OnConnectEnd = (event, { isValid, toNode, fromHandle }) => {
      const { locked, editor, onPick } = now();
      if (isValid || toNode || locked || fromHandle?.type !== "source" || !fromHandle.id) return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!point) return;
      const { clientX, clientY } = point;
      const under = document.elementFromPoint(clientX, clientY);
      const { nodeId: from, id: port } = fromHandle;
      const onto = under?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
      if (onto) return editor.edit({ kind: "connect", from, port, to: onto });
      if (!under?.closest(".react-flow__pane")) return;
      const place: PickPlace = { kind: "end", from, port, position: placeAt(point) };
      onPick({ place, anchor: { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) } });
    };

    return {
      onConnect,
      onReconnect,
      onConnectEnd,
      isValidConnection(wanted: Connection | Edge) {
        const connection = readConnection(wanted);
        return connection !== null && isConnectable(now().editor.draft.graph, connection);
      },
      onDrop(event: DragEvent) {
        const { locked, onDropNode, dropMark } = now();
        const onto = dropMark.take(event);
        const type = event.dataTransfer.getData(DRAG_TYPE);
        const definition = findNode(type);
        if (locked || !definition) return;
        event.preventDefault();
        // Nothing leads into a trigger, wherever it is dropped.
        onDropNode(type, placeAt(event), definition.kind === "trigger" ? null : onto);
      },
      onDragOver(event: DragEvent) {
        event.preventDefault();
        now().dropMark.show(event);
      },
      onDragLeave: () => now().dropMark.clear(),
    };
  }, []);
}

function readConnection(wanted: Connection | Edge) {
  const { source, target, sourceHandle } = wanted;
  return sourceHandle ? { from: source, port: sourceHandle, to: target } : null;
}

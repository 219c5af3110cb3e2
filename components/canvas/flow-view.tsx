"use client";

import "@xyflow/react/dist/base.css";
import "./canvas.css";
import {
  Background,
  BackgroundVariant,
  type Connection,
  type IsValidConnection,
  MiniMap,
  ReactFlow,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, type ReactNode, useCallback, useState } from "react";
import { findNode } from "#workflows/catalogue.ts";
import { connectionRefusal } from "./connections.ts";
import { FIT, NODE_WIDTH, type Position } from "./layout.ts";
import { DRAG_TYPE } from "./palette.tsx";
import { StepEdge, type StepFlowEdge } from "./step-edge.tsx";
import { type StepFlowNode, StepNode } from "./step-node.tsx";
import type { Editor } from "./use-editor.ts";
import { useFlowElements } from "./use-flow-elements.ts";

const nodeTypes = { step: StepNode };
const edgeTypes = { step: StepEdge };
const DELETE_KEYS = ["Delete", "Backspace"];
/** From the top of a step to where the pointer holds it while it is dropped. */
const GRIP_Y = 32;

type Props = {
  editor: Editor;
  /** While a run is shown, or for somebody who may only look, nothing can be changed. */
  locked: boolean;
  /** Steps can be chosen, to read their settings. */
  selectable: boolean;
  phone: boolean;
  /** Whether there is room for a map of the whole. */
  map: boolean;
  onDropNode(type: string, position: Position): void;
  children?: ReactNode;
};

/** The graph on the canvas. */
export function FlowView({ editor, locked, selectable, phone, map, onDropNode, children }: Props) {
  const { draft, edit, settle } = editor;
  const { nodes, edges, onNodesChange, onSelectionChange } = useFlowElements(editor);
  const { screenToFlowPosition } = useReactFlow();
  // On an empty canvas it would wait for the first step and then move it away from where it was dropped.
  const [drawn] = useState(draft.graph.nodes.length > 0);

  const isValidConnection: IsValidConnection<StepFlowEdge> = useCallback(
    (wanted) => {
      const connection = readConnection(wanted);
      return connection !== null && connectionRefusal(draft.graph, connection) === null;
    },
    [draft.graph],
  );

  function drop(event: DragEvent) {
    const type = event.dataTransfer.getData(DRAG_TYPE);
    if (locked || !findNode(type)) return;
    event.preventDefault();
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    onDropNode(type, { x: x - NODE_WIDTH / 2, y: y - GRIP_Y });
  }

  return (
    <ReactFlow<StepFlowNode, StepFlowEdge>
      aria-label="Canvas"
      className="touch-none"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={(changes) => {
        onNodesChange(changes);
        onSelectionChange(changes, "nodes");
      }}
      onEdgesChange={(changes) => onSelectionChange(changes, "edges")}
      onConnect={(wanted) => {
        const connection = readConnection(wanted);
        if (connection) edit({ kind: "connect", ...connection });
      }}
      onReconnect={(edge, wanted) => {
        const connection = readConnection(wanted);
        if (connection) edit({ kind: "reconnect", edgeId: edge.id, ...connection });
      }}
      onDelete={(gone) =>
        edit({
          kind: "remove",
          nodeIds: gone.nodes.map(({ id }) => id),
          edgeIds: gone.edges.map(({ id }) => id),
        })
      }
      onPaneClick={settle}
      onDrop={drop}
      onDragOver={(event) => event.preventDefault()}
      isValidConnection={isValidConnection}
      nodesDraggable={!locked}
      nodesConnectable={!locked}
      edgesReconnectable={!locked}
      elementsSelectable={selectable}
      deleteKeyCode={locked ? null : DELETE_KEYS}
      connectionRadius={phone ? 40 : 28}
      minZoom={0.2}
      maxZoom={1.75}
      fitView={drawn}
      fitViewOptions={FIT}
      defaultEdgeOptions={{ type: "step" }}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} />
      {map && (
        <MiniMap
          position="bottom-right"
          pannable
          zoomable
          ariaLabel="Map of the workflow"
          nodeColor={mapColor}
          nodeBorderRadius={24}
          style={{ width: 160, height: 110 }}
        />
      )}
      {children}
    </ReactFlow>
  );
}

function readConnection(wanted: Connection | StepFlowEdge) {
  const { source, target, sourceHandle } = wanted;
  return sourceHandle ? { from: source, port: sourceHandle, to: target } : null;
}

function mapColor({ data }: StepFlowNode): string {
  return `var(--node-${findNode(data.node.type)?.kind ?? "flow"})`;
}

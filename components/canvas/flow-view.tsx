"use client";

import "@xyflow/react/dist/base.css";
import "./canvas.css";
import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode, useStore } from "@xyflow/react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { findNode } from "#workflows/catalogue.ts";
import { AlignmentLines } from "./alignment-lines.tsx";
import { EdgeLabelLayer } from "./edge-labels.tsx";
import type { CanvasNode } from "./flow-nodes.ts";
import { FIT, GRID_PX, type Position, ZOOM_FAR, ZOOM_MIN } from "./layout.ts";
import type { PickPlace, PickRequest } from "./picker/pick.ts";
import { StepEdge, type StepFlowEdge } from "./step-edge.tsx";
import { StepNode } from "./step-node.tsx";
import type { Editor } from "./use-editor.ts";
import { useFlowElements } from "./use-flow-elements.ts";
import { useFlowHandlers } from "./use-flow-handlers.ts";

// Few workflows have a note.
const NoteNode = dynamic(() => import("./notes/note-node.tsx").then((module) => module.NoteNode));
const nodeTypes = { step: StepNode, note: NoteNode };
const edgeTypes = { step: StepEdge };
/** Shift also draws a box; a click with it adds to what is selected. */
const MORE_KEYS = ["Meta", "Control", "Shift"];
const GRID: [number, number] = [GRID_PX, GRID_PX];
// New objects would be taken for changes, and while a step is dragged this is drawn with each frame.
const EDGE_OPTIONS = { type: "step" };
const MAP_SIZE = { width: 160, height: 110 };

type Props = {
  editor: Editor;
  /** While a run is shown, or for somebody who may only look, nothing can be changed. */
  locked: boolean;
  /** Steps can be chosen, to read their settings. */
  selectable: boolean;
  phone: boolean;
  /** Whether there is room for a map of the whole. */
  map: boolean;
  /** What is dragged keeps to the dots. */
  snap: boolean;
  /** A step was dropped; onto a connection or an open end, it becomes part of it. */
  onDropNode(type: string, position: Position, onto: PickPlace | null): void;
  /** A connection was let go of where nothing is. */
  onPick(request: PickRequest): void;
  children?: ReactNode;
};

/** The graph on the canvas. */
export function FlowView(props: Props) {
  const { editor, locked, selectable, phone, map, snap, onDropNode, onPick, children } = props;
  const t = useTranslations("canvas.view");
  const { draft, settle } = editor;
  const { nodes, edges, dragged, sizes, onNodesChange, onEdgesChange } = useFlowElements(editor);
  const measured = useCallback((id: string) => sizes.get(id), [sizes]);
  // On an empty canvas it would wait for the first step and then move it away from where it was dropped.
  const [drawn] = useState(draft.graph.nodes.length > 0);

  const far = useStore(({ transform: [, , zoom] }) => zoom < ZOOM_FAR);

  const handlers = useFlowHandlers({ editor, locked, onDropNode, onPick });
  const labels = useMemo(
    () => ({
      "node.a11yDescription.keyboardDisabled": t("stepKeys"),
      "node.a11yDescription.default": t("stepKeys"),
      "edge.a11yDescription.default": t("edgeKeys"),
      "node.a11yDescription.ariaLiveMessage": () => t("moved"),
    }),
    [t],
  );

  return (
    <EdgeLabelLayer>
      <ReactFlow<CanvasNode, StepFlowEdge>
        aria-label={t("name")}
        ariaLabelConfig={labels}
        className={cn("touch-none", far && "canvas-far")}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...handlers}
        onPaneClick={settle}
        nodesDraggable={!locked}
        nodesConnectable={!locked}
        edgesReconnectable={!locked}
        elementsSelectable={selectable}
        // Its own would also delete while a window or a menu over the canvas has the keys.
        deleteKeyCode={null}
        multiSelectionKeyCode={MORE_KEYS}
        selectionMode={SelectionMode.Partial}
        snapToGrid={snap}
        snapGrid={GRID}
        connectionRadius={phone ? 40 : 28}
        minZoom={ZOOM_MIN}
        maxZoom={1.75}
        fitView={drawn}
        fitViewOptions={FIT}
        defaultEdgeOptions={EDGE_OPTIONS}
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID_PX} size={1.6} />
        <AlignmentLines graph={draft.graph} dragged={dragged} measured={measured} />
        {map && (
          <MiniMap
            position="bottom-right"
            pannable
            zoomable
            ariaLabel={t("map")}
            nodeColor={mapColor}
            nodeBorderRadius={24}
            style={MAP_SIZE}
          />
        )}
        {children}
      </ReactFlow>
    </EdgeLabelLayer>
  );
}

function mapColor(shown: CanvasNode): string {
  if (shown.type === "note") return "var(--warning-line)";
  return `var(--node-${findNode(shown.data.node.type)?.kind ?? "flow"})`;
}

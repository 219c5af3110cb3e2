"use client";

import "@xyflow/react/dist/base.css";
import "#components/canvas/canvas.css";
import {
  Background,
  BackgroundVariant,
  BaseEdge,
  type Edge,
  type EdgeProps,
  getSmoothStepPath,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from "@xyflow/react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { nodeWidth } from "#components/canvas/layout.ts";
import { NodeIcon } from "#components/canvas/node-icon.tsx";
import { portsForCanvas, sentenceFor } from "#components/canvas/ports.ts";
import { useSay } from "#components/say.tsx";
import { cn } from "#components/ui/cn.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import type { RunTrail } from "./run-trail.ts";

type Mark = "passed" | "current" | "failed" | "untouched";
type DrawnNode = Node<{ node: GraphNode; mark: Mark }, "step">;
type DrawnEdge = Edge<{ taken: boolean }, "step">;

const nodeTypes = { step: DrawnStep };
const edgeTypes = { step: DrawnConnection };
const FIT = { maxZoom: 1, padding: 0.15 };

/** The version of a run as it was drawn, with the way that the run took. Nothing can be changed. */
export function RunCanvas({ graph, trail }: { graph: Graph; trail: RunTrail }) {
  const t = useTranslations("runs");
  const nodes = useMemo(() => graph.nodes.map((node) => drawNode(node, trail)), [graph, trail]);
  const edges = useMemo(
    () =>
      graph.edges.map(
        (edge): DrawnEdge => ({
          id: edge.id,
          type: "step",
          source: edge.from,
          sourceHandle: edge.port,
          target: edge.to,
          targetHandle: "in",
          focusable: false,
          data: { taken: trail.edges.has(edge.id) },
          markerEnd: { type: MarkerType.ArrowClosed, color: "var(--edge)", width: 16, height: 16 },
        }),
      ),
    [graph, trail],
  );
  return (
    <ReactFlow<DrawnNode, DrawnEdge>
      aria-label={t("page.canvas")}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      nodesFocusable={false}
      deleteKeyCode={null}
      // The page scrolls past it.
      preventScrolling={false}
      zoomOnScroll={false}
      minZoom={0.2}
      maxZoom={1.5}
      fitView
      fitViewOptions={FIT}
    >
      <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} />
    </ReactFlow>
  );
}

function drawNode(node: GraphNode, trail: RunTrail): DrawnNode {
  const mark: Mark = trail.failed.has(node.id)
    ? "failed"
    : trail.current === node.id
      ? "current"
      : trail.visited.has(node.id)
        ? "passed"
        : "untouched";
  return { id: node.id, type: "step", position: node.position, data: { node, mark } };
}

const LOOK: Record<Mark, string> = {
  passed: "border-success",
  current: "border-success ring-4 ring-success/35 shadow-pop motion-safe:animate-pulse",
  failed: "border-danger ring-3 ring-danger/25",
  untouched: "opacity-55",
};

function DrawnStep({ data: { node, mark } }: NodeProps<DrawnNode>) {
  const t = useTranslations("runs");
  const say = useSay();
  const definition = findNode(node.type);
  const ports = portsForCanvas(node);
  const sentence = definition ? (sentenceFor(definition, node) ?? definition.summary) : node.type;
  return (
    <div
      data-mark={mark}
      style={{ width: nodeWidth(ports.length) }}
      className={cn("rounded-lg border border-line bg-surface text-left shadow-card", LOOK[mark])}
    >
      {definition?.kind !== "trigger" && (
        <Handle type="target" position={Position.Top} id="in" isConnectable={false} className="opacity-0" />
      )}
      <div className="flex items-start gap-3 px-3.5 py-3.5">
        <NodeIcon definition={definition} />
        <div className="min-w-0 flex-1">
          <p className="text-sm leading-5 font-semibold">{definition ? say(definition.label) : node.type}</p>
          <p className="mt-0.5 line-clamp-2 text-[0.8125rem] leading-snug text-muted [overflow-wrap:anywhere]">
            {say(sentence)}
          </p>
          <p className="sr-only">{t(`mark.${mark}`)}</p>
        </div>
      </div>
      <div className={cn("flex", ports.length > 1 && "border-t border-line")}>
        {ports.map((port) => (
          <div
            key={port.id}
            className={cn("relative min-w-0 flex-1", ports.length > 1 && "px-1.5 pt-1.5 pb-2")}
          >
            {ports.length > 1 && <p className="truncate text-center text-xs text-muted">{say(port.label)}</p>}
            <Handle
              type="source"
              position={Position.Bottom}
              id={port.id}
              isConnectable={false}
              className="opacity-0"
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function DrawnConnection(props: EdgeProps<DrawnEdge>) {
  const [path] = getSmoothStepPath({ ...props, borderRadius: 14 });
  const taken = props.data?.taken ?? false;
  return (
    <BaseEdge
      id={props.id}
      path={path}
      markerEnd={props.markerEnd}
      className={cn("step-edge", taken ? "step-edge-taken" : "opacity-40")}
    />
  );
}

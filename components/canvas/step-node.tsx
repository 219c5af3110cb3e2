"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useSay } from "#components/say.tsx";
import { cn } from "#components/ui/cn.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { Port } from "#workflows/node.ts";
import { verbatim } from "#workflows/phrase.ts";
import type { Problem } from "#workflows/validate.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { nodeWidth } from "./layout.ts";
import { NodeIcon } from "./node-icon.tsx";
import { OpenEnd } from "./picker/open-end.tsx";
import { portsForCanvas, sentenceFor } from "./ports.ts";
import { StepCounts } from "./step-counts.tsx";
import { stepFrame } from "./step-frame.ts";

/** `open`: the ways out that lead nowhere. */
export type StepFlowNode = Node<{ node: GraphNode; open: readonly string[] }, "step">;

const NO_PROBLEMS: Problem[] = [];

/** Draws every node from its definition. */
export const StepNode = memo(function StepNode({ data, selected }: NodeProps<StepFlowNode>) {
  const { problems, trail } = useCanvasView();
  const { id } = data.node;
  // What all steps are told changes often, and seldom means this one: only then is it drawn again.
  return (
    <StepCard
      {...data}
      selected={selected}
      problems={problems.get(id) ?? NO_PROBLEMS}
      trailed={trail !== null}
      current={trail?.nodeId === id}
      passed={trail?.visited.has(id) ?? false}
    />
  );
});

type CardProps = StepFlowNode["data"] & {
  selected: boolean;
  problems: Problem[];
  /** A run is being shown. */
  trailed: boolean;
  /** It is here, and has been here. */
  current: boolean;
  passed: boolean;
};

const StepCard = memo(function StepCard(props: CardProps) {
  const { node, open, selected, problems, trailed, current, passed } = props;
  const say = useSay();
  const definition = findNode(node.type);
  const t = useTranslations("canvas.step");
  const label = definition ? say(definition.label) : t("unknown");
  const ports = portsForCanvas(node);
  return (
    <div
      data-node-type={node.type}
      data-current={current || undefined}
      style={{ width: nodeWidth(ports.length) }}
      className={cn("text-left hover:shadow-pop", stepFrame({ selected, passed, current, trailed }))}
    >
      {definition?.kind !== "trigger" && (
        <Handle
          type="target"
          position={Position.Top}
          id="in"
          role="button"
          aria-label={t("into", { step: label })}
          className="step-handle"
        />
      )}
      <div className="flex items-start gap-3 px-3.5 pt-3.5 pb-3">
        <NodeIcon definition={definition} />
        <div className="min-w-0 flex-1">
          <p className="text-sm leading-5 font-semibold tracking-[-0.01em]">{label}</p>
          <p className="mt-0.5 line-clamp-2 text-[0.8125rem] leading-snug text-muted [overflow-wrap:anywhere]">
            {say((definition && sentenceFor(definition, node)) ?? definition?.summary ?? verbatim(node.type))}
          </p>
        </div>
      </div>
      <StepProblem problems={problems} />
      <StepCounts nodeId={node.id} trigger={definition?.kind === "trigger"} />
      <Ports ports={ports} label={label} nodeId={node.id} open={open} />
    </div>
  );
});

function StepProblem({ problems }: { problems: Problem[] }) {
  const t = useTranslations("canvas.step");
  const say = useSay();
  const worst = problems.find((problem) => problem.severity === "error") ?? problems[0];
  if (!worst) return null;
  const error = worst.severity === "error";
  return (
    <p
      className={cn(
        "mx-3.5 mb-3 flex items-start gap-1.5 rounded-sm border px-2 py-1 text-xs leading-snug",
        error
          ? "border-danger-line bg-danger-soft text-danger"
          : "border-warning-line bg-warning-soft text-warning",
      )}
    >
      {error ? (
        <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      ) : (
        <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      )}
      <span className="min-w-0">
        {problems.length > 1
          ? t("problems", { problem: say(worst.message), more: problems.length - 1 })
          : say(worst.message)}
      </span>
    </p>
  );
}

type PortsProps = { ports: Port[]; label: string; nodeId: string; open: readonly string[] };

/** One handle per port; a lone way out needs no words, and the usual one of two stays in the middle. */
function Ports({ ports, label, nodeId, open }: PortsProps) {
  const t = useTranslations("canvas.step");
  const say = useSay();
  if (ports.length === 0) return null;
  const alone = ports.length === 1;
  const usualInTheMiddle = ports.length === 2 && ports[0]?.id === "next";
  return (
    <div className={cn("flex", !alone && "border-t border-line")}>
      {usualInTheMiddle && <div className="flex-1 px-1.5" />}
      {ports.map((port) => (
        <div key={port.id} className={cn("relative min-w-0 flex-1", alone ? "h-0" : "px-1.5 pt-1.5 pb-2.5")}>
          {!alone && (
            <p title={say(port.label)} className="truncate text-center text-xs text-muted">
              {say(port.label)}
            </p>
          )}
          <Handle
            type="source"
            position={Position.Bottom}
            id={port.id}
            role="button"
            aria-label={t("out", { port: say(port.label), step: label })}
            className="step-handle"
          />
          {open.includes(port.id) && (
            <OpenEnd nodeId={nodeId} port={port.id} label={say(port.label)} step={label} />
          )}
        </div>
      ))}
    </div>
  );
}

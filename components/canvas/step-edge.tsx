"use client";

import { BaseEdge, type Edge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { cn } from "#components/ui/cn.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { EdgeLabel } from "./edge-labels.tsx";
import { EdgeCount, useAlong } from "./live/edge-count.tsx";

export type StepFlowEdge = Edge<{ words: string }, "step">;

/** A connection, with a button that puts a step into it. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<StepFlowEdge>) {
  const { id, selected, data } = props;
  const t = useTranslations("canvas.edge");
  const { trail, drawing } = useCanvasView();
  const [path, labelX, labelY] = getSmoothStepPath({ ...props, borderRadius: 14 });
  const taken = trail?.edges.has(id) ?? false;
  const from = { nodeId: props.source, port: props.sourceHandleId };
  const { width } = useAlong(from);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        style={trail ? undefined : ({ "--along": width } as CSSProperties)}
        className={cn(
          "step-edge",
          selected && "step-edge-selected",
          taken && "step-edge-taken",
          trail && !taken && "opacity-40",
        )}
      />
      {!trail && (
        <EdgeLabel>
          <EdgeCount {...from} x={labelX} y={labelY} />
        </EdgeLabel>
      )}
      {!trail && drawing && (
        <EdgeLabel>
          <div
            data-onto-edge={id}
            // Placed without a transform: each would be a layer of its own for the browser to put together with each frame.
            className="edge-insert nodrag nopan pointer-events-auto absolute -m-3 pointer-coarse:-m-4.5"
            style={{ left: labelX, top: labelY }}
          >
            <button
              type="button"
              aria-label={t("insert", { words: data?.words ?? "" })}
              aria-haspopup="dialog"
              onClick={(event) =>
                drawing.pick({ place: { kind: "edge", edgeId: id }, anchor: event.currentTarget })
              }
              className="flex size-6 items-center justify-center rounded-full border border-line-strong/60 bg-surface text-muted shadow-card transition-colors hover:border-ember hover:bg-ember hover:text-on-ember pointer-coarse:size-9"
            >
              <Plus aria-hidden="true" className="size-3.5" />
            </button>
          </div>
        </EdgeLabel>
      )}
    </>
  );
});

"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { cn } from "#components/ui/cn.ts";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "#components/ui/dropdown-menu.tsx";
import { useCanvasView } from "./canvas-context.tsx";
import { nodeGroups } from "./node-groups.ts";
import { NodeIcon } from "./node-icon.tsx";

export type StepFlowEdge = Edge<{ words: string }, "step">;

/** A connection, with a button that puts a step into it. */
export const StepEdge = memo(function StepEdge(props: EdgeProps<StepFlowEdge>) {
  const { id, selected, data } = props;
  const { trail, insertInto } = useCanvasView();
  const [path, labelX, labelY] = getSmoothStepPath({ ...props, borderRadius: 14 });
  const taken = trail?.edges.has(id) ?? false;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        className={cn(
          "step-edge",
          selected && "step-edge-selected",
          taken && "step-edge-taken",
          trail && !taken && "opacity-40",
        )}
      />
      {!trail && insertInto && (
        <EdgeLabelRenderer>
          <div
            className="nodrag nopan pointer-events-auto absolute"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            <DropdownMenu
              align="center"
              trigger={
                <button
                  type="button"
                  aria-label={`Insert a step ${data?.words ?? ""}`}
                  className="flex size-6 items-center justify-center rounded-full border border-line-strong/60 bg-surface text-muted shadow-card transition-colors hover:border-ember hover:bg-ember hover:text-on-ember data-[state=open]:bg-ember data-[state=open]:text-on-ember pointer-coarse:size-9"
                >
                  <Plus aria-hidden="true" className="size-3.5" />
                </button>
              }
            >
              {nodeGroups()
                .filter((group) => group.kind !== "trigger")
                .map((group) => (
                  <div key={group.kind}>
                    <DropdownMenuLabel>{group.label}</DropdownMenuLabel>
                    {group.definitions.map((definition) => (
                      <DropdownMenuItem
                        key={definition.type}
                        icon={<NodeIcon definition={definition} className="size-7 [&_svg]:size-3.5" />}
                        onSelect={() => insertInto(id, definition.type)}
                      >
                        {definition.label}
                      </DropdownMenuItem>
                    ))}
                  </div>
                ))}
            </DropdownMenu>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

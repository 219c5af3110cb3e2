"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useEffect, useMemo, useRef } from "react";
import { useSay } from "#components/say.tsx";
import { cn } from "#components/ui/cn.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";
import { useCanvasView } from "../canvas-context.tsx";
import { NodeIcon } from "../node-icon.tsx";
import { sentenceFor } from "../ports.ts";
import { StepCounts } from "../step-counts.tsx";
import { stepFrame } from "../step-frame.ts";
import { CALM_QUERY, useMedia } from "../use-media.ts";
import { useListActions } from "./list-context.tsx";
import { stepKey } from "./rows.ts";
import { StepMenu } from "./step-menu.tsx";

type Props = {
  node: GraphNode;
  number: number;
  /** The Tab key comes to it. */
  current: boolean;
  selected: boolean;
  /** The connection that leads to it here. */
  via: string | null;
};

const KEYS = "A Insert Delete Alt+ArrowUp Alt+ArrowDown";

/** One step of the list, with everything that the canvas shows of it. */
export const StepRow = memo(function StepRow({ node, number, current, selected, via }: Props) {
  const t = useTranslations("outline");
  const say = useSay();
  const { problems, trail } = useCanvasView();
  const { open, changes } = useListActions();
  const definition = findNode(node.type);
  const sentence = useMemo(() => definition && sentenceFor(definition, node), [definition, node]);
  const here = trail?.nodeId === node.id;
  const passed = trail?.visited.has(node.id) ?? false;
  const row = useShown(here);
  return (
    <div
      ref={row}
      data-row={stepKey(node.id)}
      data-node-type={node.type}
      data-current={here || undefined}
      className={cn(
        "scroll-my-16 max-sm:scroll-mb-[60dvh]",
        stepFrame({ selected, passed, current: here, trailed: trail !== null }),
      )}
    >
      <div className="flex items-start">
        <button
          type="button"
          data-row-main
          tabIndex={current ? 0 : -1}
          aria-current={here ? "step" : selected || undefined}
          aria-keyshortcuts={changes ? KEYS : undefined}
          // Keys and screen readers press without a pointer.
          onClick={(event) => open?.(node.id, event.detail === 0)}
          className="flex min-w-0 flex-1 items-start gap-3 rounded-lg px-3 py-3 text-left"
        >
          <span data-figures className="min-w-5 pt-2 text-right text-sm text-muted">
            <span className="sr-only">{t("step")} </span>
            {number}
          </span>
          <NodeIcon definition={definition} />
          <span className="min-w-0 flex-1">
            <span className="block text-sm leading-5 font-semibold tracking-[-0.01em]">
              {definition ? say(definition.label) : t("unknownStep")}
            </span>
            <span className="mt-0.5 block text-[0.8125rem] leading-snug text-muted [overflow-wrap:anywhere]">
              {say(sentence ?? definition?.summary ?? node.type)}
            </span>
          </span>
        </button>
        {changes && <StepMenu node={node} number={number} via={via} tabIndex={current ? 0 : -1} />}
      </div>
      <Problems problems={problems.get(node.id) ?? []} />
      <div className="pl-8">
        <StepCounts nodeId={node.id} trigger={definition?.kind === "trigger"} />
      </div>
    </div>
  );
});

/** Brings the row into sight when the run that is shown comes to it. */
function useShown(here: boolean) {
  const row = useRef<HTMLDivElement>(null);
  const calm = useMedia(CALM_QUERY);
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  }, [here, calm]);
  return row;
}

function Problems({ problems }: { problems: Problem[] }) {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <ul className="mx-3 mb-3 ml-11 flex flex-col gap-1">
      {problems.map((problem) => {
        const error = problem.severity === "error";
        const Icon = error ? CircleAlert : TriangleAlert;
        return (
          <li
            key={`${problem.code} ${problem.field} ${say(problem.message)}`}
            className={cn(
              "flex items-start gap-1.5 text-xs leading-snug",
              error ? "text-danger" : "text-warning",
            )}
          >
            <Icon aria-hidden="true" className="mt-px size-3.5 shrink-0" />
            <span className="min-w-0">{say(problem.message)}</span>
          </li>
        );
      })}
    </ul>
  );
}

"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useListActions } from "./list-context.tsx";
import type { OutlineStep } from "./outline.ts";
import { placeBefore } from "./places.ts";

/** Between two steps: a press asks for one to put there. The Tab key comes to it with the step below. */
export function InsertHere({ step, current }: { step: OutlineStep; current: boolean }) {
  const t = useTranslations("outline");
  const { graph, changes } = useListActions();
  const { via, node, number } = step;
  const place = via ? { kind: "inside" as const, edgeIds: [via.id] } : placeBefore(graph, node.id);
  return (
    <div className="relative ml-6 flex h-7 items-center pointer-coarse:h-11">
      <span aria-hidden="true" className="absolute inset-y-0 left-0 w-px bg-line-strong/50" />
      {changes && place && (
        <button
          type="button"
          data-insert-before={node.id}
          tabIndex={current ? 0 : -1}
          aria-label={t("insertBefore", { number })}
          aria-haspopup="dialog"
          onClick={(event) => changes.askStep(place, event.currentTarget)}
          className="relative -ml-3 flex size-6 items-center justify-center rounded-full border border-line-strong/60 bg-surface text-muted shadow-card hover:border-ember hover:bg-ember hover:text-on-ember pointer-coarse:-ml-5 pointer-coarse:size-10"
        >
          <Plus aria-hidden="true" className="size-3.5" />
        </button>
      )}
    </div>
  );
}

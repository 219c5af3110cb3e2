"use client";

import { List, Workflow } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "#components/ui/cn.ts";
import { type GraphView, graphViews } from "./use-graph-view.ts";

const ICONS = { canvas: Workflow, list: List };

type Props = { view: GraphView; onChange(view: GraphView): void; className?: string };

/** Canvas or list: two ways to look at the same steps. */
export function ViewSwitch({ view, onChange, className }: Props) {
  const t = useTranslations("outline.view");
  const name = useId();
  return (
    <fieldset className={cn("flex rounded-md border bg-sunken p-0.5", className)}>
      <legend className="sr-only">{t("label")}</legend>
      {graphViews.map((value) => {
        const Icon = ICONS[value];
        return (
          <label
            key={value}
            className="flex h-8 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2.5 text-sm font-medium text-muted hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-ember pointer-coarse:h-10"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={view === value}
              onChange={() => onChange(value)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-4" />
            <span className="md:max-lg:sr-only">{t(value)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

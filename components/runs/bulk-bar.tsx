"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { BulkDialog } from "./bulk-dialog.tsx";
import type { RunFilter } from "./outputs.ts";
import type { RunSelection } from "./use-run-selection.ts";

const ACTIONS = ["retry", "skip", "move", "stop"] as const;
export type ActionKind = (typeof ACTIONS)[number];

type Props = {
  workflowId: number;
  selection: RunSelection;
  filter: RunFilter;
  /** All that are loaded are ticked, and there are more. */
  mayTakeAll: boolean;
  /** The steps that somebody can be moved to, by their ids. */
  targets: ReadonlyMap<string, string>;
};

/** What can be done with the runs that were ticked; nothing while none is. */
export function BulkBar({ workflowId, selection, filter, mayTakeAll, targets }: Props) {
  const t = useTranslations("runs");
  const [action, setAction] = useState<ActionKind | null>(null);
  const count = selection.runs.length;
  if (count === 0 && !selection.all) return null;
  return (
    <div className="sticky top-2 z-20 mb-4 flex flex-wrap items-center gap-2 rounded-lg border border-ember-line bg-raised px-4 py-2.5 shadow-pop">
      <p role="status" data-figures className="mr-auto text-sm font-medium">
        {selection.all ? t("bulk.allSelected") : t("bulk.selected", { count })}
        {selection.full && <span className="ml-2 font-normal text-muted">{t("bulk.full")}</span>}
        {(mayTakeAll || selection.full) && !selection.all && (
          <Button variant="ghost" size="sm" className="ml-2" onClick={selection.selectAll}>
            {t("bulk.selectAll")}
          </Button>
        )}
      </p>
      <Button variant="ghost" icon={<X />} onClick={selection.clear}>
        {t("bulk.clear")}
      </Button>
      <DropdownMenu trigger={<Button variant="primary">{t("bulk.do")}</Button>}>
        {ACTIONS.map((kind) => (
          <DropdownMenuItem
            key={kind}
            tone={kind === "stop" ? "danger" : undefined}
            onSelect={() => setAction(kind)}
          >
            {t(`action.${kind}`)}
          </DropdownMenuItem>
        ))}
      </DropdownMenu>
      {action && (
        <BulkDialog
          workflowId={workflowId}
          kind={action}
          choice={selection.all ? { kind: "filter", filter } : { kind: "list", runs: [...selection.runs] }}
          targets={targets}
          onStarted={selection.clear}
          onClose={() => setAction(null)}
        />
      )}
    </div>
  );
}

"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { WorkflowSummary } from "./outputs.ts";
import { StatusBadge } from "./status-badge.tsx";
import { TagLinks } from "./tag-links.tsx";
import { useTriggerLabel } from "./trigger-label.ts";
import { useNow } from "./use-now.ts";
import { wordGoal } from "./word-goal.ts";
import { WorkflowMenu } from "./workflow-menu.tsx";

/** Every workflow, for phones. */
export function WorkflowCards({ workflows }: { workflows: WorkflowSummary[] }) {
  const t = useTranslations("workflows");
  const triggerLabel = useTriggerLabel();
  const now = useNow();
  return (
    <ul>
      {workflows.map((workflow) => (
        <li
          key={workflow.id}
          className="relative flex items-start gap-2 border-b py-3 pr-2 pl-4 last:border-b-0"
        >
          <div className="min-w-0 flex-1">
            <Link
              href={`/workflows/${workflow.id}`}
              className="block truncate font-medium after:absolute after:inset-0"
            >
              {workflow.name}
            </Link>
            <p className="mt-0.5 text-sm text-muted">{triggerLabel(workflow.triggerType)}</p>
            <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
              <StatusBadge {...workflow} />
              <span data-figures>{t("list.inside", { count: workflow.activeRuns })}</span>
              {workflow.goal && <span data-figures>{wordGoal(t, workflow.goal)}</span>}
              <TimeAgo at={workflow.updatedAt} now={now} />
              {workflow.hasUnpublishedChanges && <span>{t("list.unpublished")}</span>}
            </p>
            <TagLinks tags={workflow.tags} />
          </div>
          <span className="relative z-1">
            <WorkflowMenu workflow={workflow} />
          </span>
        </li>
      ))}
    </ul>
  );
}

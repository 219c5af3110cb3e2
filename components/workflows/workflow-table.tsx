"use client";

import { useFormatter, useTranslations } from "next-intl";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableLink,
  TableRow,
} from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { WorkflowSummary } from "./outputs.ts";
import { StatusBadge } from "./status-badge.tsx";
import { TagLinks } from "./tag-links.tsx";
import { useTriggerLabel } from "./trigger-label.ts";
import { useNow } from "./use-now.ts";
import { wordGoal } from "./word-goal.ts";
import { WorkflowMenu } from "./workflow-menu.tsx";

/** Every workflow, for wide screens. */
export function WorkflowTable({ workflows }: { workflows: WorkflowSummary[] }) {
  const t = useTranslations("workflows");
  const format = useFormatter();
  const triggerLabel = useTriggerLabel();
  const now = useNow();
  return (
    <Table label={t("list.title")}>
      <TableHead>
        <TableHeader>{t("table.name")}</TableHeader>
        <TableHeader>{t("table.status")}</TableHeader>
        <TableHeader>{t("table.trigger")}</TableHeader>
        <TableHeader numeric>{t("table.inside")}</TableHeader>
        <TableHeader>{t("table.changed")}</TableHeader>
        <TableHeader>
          <span className="sr-only">{t("table.actions")}</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {workflows.map((workflow) => (
          <TableRow key={workflow.id}>
            <TableCell className="max-w-80">
              <TableLink href={`/workflows/${workflow.id}`} className="block truncate">
                {workflow.name}
              </TableLink>
              {workflow.goal && (
                <span data-figures className="block text-xs text-muted">
                  {wordGoal(t, workflow.goal)}
                </span>
              )}
              {workflow.hasUnpublishedChanges && (
                <span className="text-xs text-muted">{t("list.unpublished")}</span>
              )}
              <TagLinks tags={workflow.tags} />
            </TableCell>
            <TableCell>
              <StatusBadge {...workflow} />
            </TableCell>
            <TableCell className="text-muted">{triggerLabel(workflow.triggerType)}</TableCell>
            <TableCell numeric>{format.number(workflow.activeRuns)}</TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              <TimeAgo at={workflow.updatedAt} now={now} />
            </TableCell>
            <TableCell className="w-0">
              <span className="relative z-1">
                <WorkflowMenu workflow={workflow} />
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

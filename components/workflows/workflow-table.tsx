"use client";

import { useSay } from "#components/say.tsx";
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
import { triggerLabel } from "./trigger-label.ts";
import { useNow } from "./use-now.ts";
import { wordGoal } from "./word-goal.ts";
import { WorkflowMenu } from "./workflow-menu.tsx";

/** Every workflow, for wide screens. */
export function WorkflowTable({ workflows }: { workflows: WorkflowSummary[] }) {
  const say = useSay();
  const now = useNow();
  return (
    <Table label="Workflows">
      <TableHead>
        <TableHeader>Name</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader>Trigger</TableHeader>
        <TableHeader numeric>People inside</TableHeader>
        <TableHeader>Changed</TableHeader>
        <TableHeader>
          <span className="sr-only">Actions</span>
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
                  {wordGoal(workflow.goal)}
                </span>
              )}
              {workflow.hasUnpublishedChanges && (
                <span className="text-xs text-muted">Unpublished changes</span>
              )}
              <TagLinks tags={workflow.tags} />
            </TableCell>
            <TableCell>
              <StatusBadge {...workflow} />
            </TableCell>
            <TableCell className="text-muted">{say(triggerLabel(workflow.triggerType))}</TableCell>
            <TableCell numeric>{workflow.activeRuns.toLocaleString("en")}</TableCell>
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

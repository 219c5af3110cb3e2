"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { WorkflowSummary } from "./outputs.ts";

const TONES: Record<WorkflowSummary["status"], Tone> = {
  draft: "neutral",
  live: "success",
  paused: "warning",
};

type Props = { status: WorkflowSummary["status"]; isArchived?: boolean };

/** Whether a workflow is running, or was put away. */
export function StatusBadge({ status, isArchived = false }: Props) {
  const t = useTranslations("versions");
  return (
    <Badge tone={isArchived ? "neutral" : TONES[status]} dot>
      {t(isArchived ? "status.archived" : `status.${status}`)}
    </Badge>
  );
}

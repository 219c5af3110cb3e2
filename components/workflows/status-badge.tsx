import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { WorkflowSummary } from "./outputs.ts";

const LOOK: Record<WorkflowSummary["status"], { tone: Tone; word: string }> = {
  draft: { tone: "neutral", word: "Draft" },
  live: { tone: "success", word: "Live" },
  paused: { tone: "warning", word: "Paused" },
};

/** Whether a workflow is running. */
export function StatusBadge({ status }: { status: WorkflowSummary["status"] }) {
  const { tone, word } = LOOK[status];
  return (
    <Badge tone={tone} dot>
      {word}
    </Badge>
  );
}

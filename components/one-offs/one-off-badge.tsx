import { Badge } from "#components/ui/badge.tsx";
import { STATUS_WORDS } from "./one-off-words.ts";
import type { OneOffRow } from "./outputs.ts";

/** How a message stands: still being written, waiting, under way or over. */
export function OneOffBadge({ status }: { status: OneOffRow["status"] }) {
  const { label, tone } = STATUS_WORDS[status];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}

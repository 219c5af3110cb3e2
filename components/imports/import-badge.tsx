import { Badge } from "#components/ui/badge.tsx";
import { STATUS } from "./import-words.ts";
import type { ImportRow } from "./outputs.ts";

/** The state of an import. */
export function ImportBadge({ status }: { status: ImportRow["status"] }) {
  const { label, tone } = STATUS[status];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}

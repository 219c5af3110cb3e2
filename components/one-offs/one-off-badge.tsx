"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { STATUS_TONE } from "./one-off-words.ts";
import type { OneOffRow } from "./outputs.ts";

/** How a message stands: still being written, waiting, under way or over. */
export function OneOffBadge({ status }: { status: OneOffRow["status"] }) {
  const t = useTranslations("one-offs.status");
  return (
    <Badge tone={STATUS_TONE[status]} dot>
      {t(status)}
    </Badge>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { STATUS_TONE } from "./import-words.ts";
import type { ImportRow } from "./outputs.ts";

/** The state of an import. */
export function ImportBadge({ status }: { status: ImportRow["status"] }) {
  const t = useTranslations("imports.status");
  return (
    <Badge tone={STATUS_TONE[status]} dot>
      {t(status)}
    </Badge>
  );
}

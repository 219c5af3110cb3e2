"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { RunRow } from "./outputs.ts";

const TONE: Record<RunRow["status"], Tone> = {
  active: "info",
  finished: "success",
  exited: "neutral",
  failed: "danger",
};

/** Whether somebody is inside, and how it ended when not. */
export function RunStatus({ status }: { status: RunRow["status"] }) {
  const t = useTranslations("runs");
  return <Badge tone={TONE[status]}>{t(`status.${status}`)}</Badge>;
}

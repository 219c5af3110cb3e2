import type { useTranslations } from "next-intl";
import type { Tone } from "#components/ui/tone.ts";
import type { ImportRow } from "./outputs.ts";

export const STATUS_TONE: Record<ImportRow["status"], Tone> = {
  uploaded: "neutral",
  queued: "info",
  running: "info",
  done: "success",
  stopped: "warning",
  failed: "danger",
};

/** Those of `server/imports/reject-reasons.ts`, which are worded shorter here. */
const REASONS = [
  "nobody",
  "unconfirmed",
  "bad-email",
  "no-date",
  "no-number",
  "no-yes-no",
  "no-json",
  "no-time",
  "no-event-name",
  "too-long",
  "too-many-cells",
  "consent-unreadable",
  "erased",
] as const;

/** Why a row is rejected. */
export function wordReason(reason: string, t: ReturnType<typeof useTranslations<"imports">>): string {
  const known = REASONS.find((one) => one === reason);
  return known ? t(`reason.${known}`) : reason;
}

/** "3.4 MB" */
export function wordBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

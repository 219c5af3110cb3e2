import type { Tone } from "#components/ui/tone.ts";
import type { ImportKind, ImportRow } from "./outputs.ts";

export const STATUS: Record<ImportRow["status"], { label: string; tone: Tone }> = {
  uploaded: { label: "Not begun", tone: "neutral" },
  queued: { label: "Waits for its turn", tone: "info" },
  running: { label: "Under way", tone: "info" },
  done: { label: "Done", tone: "success" },
  stopped: { label: "Stopped", tone: "warning" },
  failed: { label: "Could not go on", tone: "danger" },
};

export const KIND: Record<ImportKind, string> = { profiles: "Profiles", events: "Events" };

/** In the words of `server/imports/reject-reasons.ts`, shorter. */
const REASONS: Record<string, string> = {
  nobody: "no email address and no customer number",
  unconfirmed: "an address that nobody confirmed, and no customer number",
  "bad-email": "the email address cannot be written to",
  "no-date": "something is not a date",
  "no-number": "something is not a number",
  "no-yes-no": "something is neither yes nor no",
  "no-json": "something is not JSON",
  "no-time": "no time",
  "no-event-name": "no event name",
  "too-long": "a text is too long",
  "too-many-cells": "more cells than columns",
  "consent-unreadable": "the consent is not understood",
  erased: "the person was erased meanwhile",
};

export function wordReason(reason: string): string {
  return REASONS[reason] ?? reason;
}

/** "1,204" */
export function wordCount(count: number): string {
  return count.toLocaleString("en-GB");
}

/** "3.4 MB" */
export function wordBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

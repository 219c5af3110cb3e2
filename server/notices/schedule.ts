import { createHash } from "node:crypto";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What Standard Webhooks proposes: the waits after each try that failed. The last is a good three days after the first. */
const WAITS_MS = [
  5_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
/** Tries of one notice, the first included. */
export const TRIES_MAX = WAITS_MS.length + 1;
const JITTER = 0.1;

/**
 * How long to wait after a try that failed, or null when it was the last: up to a tenth longer or shorter than planned,
 * so that a thousand notices do not come back at once, and never shorter than the receiver asked for.
 */
export function waitAfterTryMs(webhookId: string, tries: number, retryAfterMs = 0): number | null {
  const plain = WAITS_MS[tries - 1];
  if (plain === undefined) return null;
  const spread = createHash("sha256").update(`${webhookId}:${tries}`).digest().readUInt32BE(0) / 0xffff_ffff;
  return Math.max(Math.round(plain * (1 + JITTER * (2 * spread - 1))), retryAfterMs);
}

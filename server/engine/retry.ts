import { createHash } from "node:crypto";

/** Tries of one message, the first included. With the waits below, the last is about 14 hours after the first. */
export const ATTEMPTS_MAX = 8;
const FIRST_WAIT_MS = 30_000;
const WAIT_MAX_MS = 6 * 3_600_000;
const FACTOR = 4;
const JITTER = 0.2;

/**
 * How long to wait after a failed attempt: 30 s, 2 min, 8 min, 32 min, 2 h, then 6 h, each up to a fifth longer or
 * shorter, so that a thousand messages refused at once do not come back at once. The spread follows from the key:
 * no dice, so a replay waits as long.
 */
export function retryDelayMs(key: string, attempt: number, retryAfterMs = 0): number {
  const plain = Math.min(FIRST_WAIT_MS * FACTOR ** (attempt - 1), WAIT_MAX_MS);
  const spread = createHash("sha256").update(`${key}:${attempt}`).digest().readUInt32BE(0) / 0xffff_ffff;
  return Math.max(Math.round(plain * (1 + JITTER * (2 * spread - 1))), retryAfterMs);
}

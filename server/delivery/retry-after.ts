/** A receiver that asks for more is tried again after this long anyway. */
export const RETRY_AFTER_MAX_MS = 24 * 60 * 60 * 1000;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds from `now`: seconds or an HTTP date, at most
 * `RETRY_AFTER_MAX_MS`. Undefined when the header is missing, unreadable or already past.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return waitMs > 0 ? Math.min(waitMs, RETRY_AFTER_MAX_MS) : undefined;
}

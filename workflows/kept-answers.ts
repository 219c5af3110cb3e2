import type { Reason } from "./reasons.ts";
import type { RunData, WebhookAnswer } from "./run.ts";

/** All answers that one run keeps, written as JSON. Every message of the run carries a copy of them. */
export const ANSWERS_KEPT_MAX_CHARS = 64_000;

/**
 * A run's data with what a webhook answered under `webhooks.<name>`, in place of what it answered before; without an
 * answer, what was there goes. A body for which there is no room is left out, for a reason.
 */
export function withAnswer(
  data: RunData,
  name: string,
  answer: WebhookAnswer | undefined,
): { data: RunData; reason: Reason | null } {
  const kept = Object.entries(isRecord(data.webhooks) ? data.webhooks : {}).filter(([key]) => key !== name);
  if (!answer) {
    if (kept.length > 0) return { data: { ...data, webhooks: Object.fromEntries(kept) }, reason: null };
    const { webhooks: _, ...rest } = data;
    return { data: rest, reason: null };
  }
  const { status, body, problem } = answer;
  const whole = Object.fromEntries([...kept, [name, body === undefined ? { status } : { status, body }]]);
  if (JSON.stringify(whole).length <= ANSWERS_KEPT_MAX_CHARS)
    return { data: { ...data, webhooks: whole }, reason: problem ?? null };
  return {
    data: { ...data, webhooks: Object.fromEntries([...kept, [name, { status }]]) },
    reason: { code: "webhook.answers-too-long", values: { maxChars: ANSWERS_KEPT_MAX_CHARS } },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { WebhookAnswer } from "#workflows/run.ts";

export const ANSWER_KEPT_MAX_BYTES = 16 * 1024;
/** Deeper ones are no data anybody refers to, and would cost whoever walks through them. */
const ANSWER_LEVELS_MAX = 32;

/** What of a receiver's answer a run keeps: its status, and its body where that is JSON of a moderate size. */
export function keptAnswer({
  status,
  body,
  truncated,
}: {
  status: number;
  body: string;
  truncated: boolean;
}): WebhookAnswer {
  if (truncated || Buffer.byteLength(body) > ANSWER_KEPT_MAX_BYTES) {
    return {
      status,
      problem: { code: "webhook.answer-too-long", values: { maxKb: ANSWER_KEPT_MAX_BYTES / 1024 } },
    };
  }
  // "Done, and nothing to say", as with status 204.
  if (body.trim() === "") return { status };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { status, problem: { code: "webhook.answer-not-json" } };
  }
  if (isDeeper(value, ANSWER_LEVELS_MAX)) {
    return {
      status,
      problem: { code: "webhook.answer-too-deep", values: { maxLevels: ANSWER_LEVELS_MAX } },
    };
  }
  return { status, body: value };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((entry) => isDeeper(entry, levels - 1));
}

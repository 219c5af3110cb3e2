import type { Senders } from "#components/shell/outputs.ts";

/** Limits as they are being typed; empty for none. */
export interface PaceDraft {
  perMinute: string;
  perDay: string;
}

const PER_MINUTE_MIN = 6;
const PER_MINUTE_MAX = 6000;
const PER_DAY_MAX = 10_000_000;

export function paceDraftOf({ perMinute, perDay }: Senders["pace"]): PaceDraft {
  return { perMinute: String(perMinute ?? ""), perDay: String(perDay ?? "") };
}

/** The draft as it is saved, or what is wrong with it by field. */
export function readPace(
  draft: PaceDraft,
): { pace: Senders["pace"]; problems: null } | { pace: null; problems: Partial<PaceDraft> } {
  const perMinute = numberIn(draft.perMinute, PER_MINUTE_MIN, PER_MINUTE_MAX);
  const perDay = numberIn(draft.perDay, 1, PER_DAY_MAX);
  if (typeof perMinute !== "string" && typeof perDay !== "string")
    return { pace: { perMinute, perDay }, problems: null };
  return {
    pace: null,
    problems: {
      ...(typeof perMinute === "string" && { perMinute }),
      ...(typeof perDay === "string" && { perDay }),
    },
  };
}

/** Null for none; what is wrong as text. */
function numberIn(text: string, min: number, max: number): number | null | string {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= min && value <= max
    ? value
    : `Enter a whole number from ${min} to ${max}, or nothing for no limit`;
}

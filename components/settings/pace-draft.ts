import type { Senders } from "#components/shell/outputs.ts";
import type { SettingsWords } from "./settings-words.ts";

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
  t: SettingsWords,
): { pace: Senders["pace"]; problems: null } | { pace: null; problems: Partial<PaceDraft> } {
  const perMinute = numberIn(draft.perMinute, PER_MINUTE_MIN, PER_MINUTE_MAX, t);
  const perDay = numberIn(draft.perDay, 1, PER_DAY_MAX, t);
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
function numberIn(text: string, min: number, max: number, t: SettingsWords): number | null | string {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= min && value <= max
    ? value
    : t("pace.range", { min: String(min), max: String(max) });
}

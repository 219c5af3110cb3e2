import { PER_HOUR_MAX } from "#workflows/one-off.ts";
import type { Words } from "./one-off-words.ts";

/** What a shop with a thousand customers might begin with. */
export const PER_HOUR_SUGGESTED = 500;

/** The number of people an hour as it is typed; null for what is none. */
export function readPerHour(text: string): number | null {
  const value = Number(text.trim());
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= PER_HOUR_MAX ? value : null;
}

/** How long it takes to reach so many people, in words: "about 3 hours". */
export function wordSpan(people: number, perHour: number, t: Words["t"]): string {
  const hours = people / perHour;
  if (hours <= 1) return t("span.hour");
  if (hours < 48) return t("span.hours", { count: Math.ceil(hours) });
  return t("span.days", { count: Math.ceil(hours / 24) });
}

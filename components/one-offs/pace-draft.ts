import { PER_HOUR_MAX } from "#workflows/one-off.ts";

/** What a shop with a thousand customers might begin with. */
export const PER_HOUR_SUGGESTED = 500;

/** The number of people an hour as it is typed; null for what is none. */
export function readPerHour(text: string): number | null {
  const value = Number(text.trim());
  return /^\d+$/.test(text.trim()) && value >= 1 && value <= PER_HOUR_MAX ? value : null;
}

/** How long it takes to reach so many people, in words: "about 3 hours". */
export function wordSpan(people: number, perHour: number): string {
  const hours = people / perHour;
  if (hours <= 1) return "within an hour";
  if (hours < 48) return `about ${Math.ceil(hours)} hours`;
  return `about ${Math.ceil(hours / 24)} days`;
}

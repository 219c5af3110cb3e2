import type { Tone } from "#components/ui/tone.ts";
import type { OneOffRow } from "./outputs.ts";

/** How each state of a message is called and coloured. */
export const STATUS_WORDS: Record<OneOffRow["status"], { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "neutral" },
  scheduled: { label: "Scheduled", tone: "info" },
  sending: { label: "Being sent", tone: "info" },
  stopped: { label: "Stopped", tone: "warning" },
  done: { label: "Sent", tone: "success" },
};

/** "1,204" */
export function wordCount(count: number): string {
  return count.toLocaleString("en");
}

/** "1 person", "1,204 people" */
export function wordPeople(count: number): string {
  return count === 1 ? "1 person" : `${wordCount(count)} people`;
}

/** How many it was for. Not all of them got it: who had no address, or had not agreed, was left out when it was their turn. */
export function wordTurns({ entered, active }: Pick<OneOffRow, "entered" | "active">): string {
  if (active === 0) return `Meant for ${wordPeople(entered)}`;
  return `${wordCount(entered - active)} of ${wordPeople(entered)} had their turn`;
}

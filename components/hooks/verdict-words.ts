import type { Tone } from "#components/ui/tone.ts";
import type { Phrase } from "#workflows/phrase.ts";
import type { HookRow, Receipt, Replayed, Verdict } from "./outputs.ts";

/** What became of a request, in a word. */
export const VERDICT_WORDS: Record<Verdict, { label: string; tone: Tone }> = {
  taken: { label: "Taken in", tone: "success" },
  duplicate: { label: "Repeat", tone: "neutral" },
  waiting: { label: "Kept for later", tone: "info" },
  refused: { label: "Refused", tone: "warning" },
};

/** Reads a verdict from an address; null for none or one that does not exist. */
export function verdictOf(value: string | null): Verdict | null {
  return value !== null && Object.hasOwn(VERDICT_WORDS, value) ? (value as Verdict) : null;
}

/** Whether a hook makes events of what it receives, in a word. */
export function wordState({ isOn, personPath }: Pick<HookRow, "isOn" | "personPath">): {
  label: string;
  tone: Tone;
} {
  if (isOn) return { label: "On", tone: "success" };
  return personPath === ""
    ? { label: "Off, not set up yet", tone: "warning" }
    : { label: "Off", tone: "neutral" };
}

type Counted = Pick<Receipt, "verdict" | "receivedAt"> & {
  replays: readonly Pick<Receipt, "verdict" | "receivedAt">[];
};

/** Whether what a receipt holds made an event before: since when, or "earlier" when another receipt tells. */
export function countedBefore({ verdict, receivedAt, replays }: Counted): number | "earlier" | null {
  if (verdict === "taken") return receivedAt;
  const replay = replays.find((other) => other.verdict === "taken");
  if (replay) return replay.receivedAt;
  return verdict === "duplicate" || replays.some((other) => other.verdict === "duplicate") ? "earlier" : null;
}

/** How taking a receipt in again went. */
export function wordReplayed({
  verdict,
  reason,
  eventName,
  again,
}: Pick<Replayed, "verdict" | "reason" | "eventName" | "again">): { title: string; text: Phrase | null } {
  if (verdict === "taken") {
    const text = again ? "It had been counted before, so it counts once more now." : null;
    return { title: `Taken in as “${eventName}”`, text };
  }
  return { title: verdict === "duplicate" ? "Not counted again" : "It made no event", text: reason };
}

/** Longer numbers would be shown as others. */
const LONG_NUMBER = /\d{16}/;

/** A body as people read it: JSON over several lines, anything else as it came. */
export function prettyBody(body: string): string {
  if (LONG_NUMBER.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

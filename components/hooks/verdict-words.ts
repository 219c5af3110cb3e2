import type { useTranslations } from "next-intl";
import type { Say } from "#components/say.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { HookRow, Receipt, Replayed, Verdict } from "./outputs.ts";

type T = ReturnType<typeof useTranslations<"hooks">>;

/** What may become of a request, each with its colour. */
export const VERDICT_TONES: Record<Verdict, Tone> = {
  taken: "success",
  duplicate: "neutral",
  waiting: "info",
  refused: "warning",
};
export const VERDICTS = Object.keys(VERDICT_TONES) as Verdict[];

/** Reads a verdict from an address; null for none or one that does not exist. */
export function verdictOf(value: string | null): Verdict | null {
  return value !== null && Object.hasOwn(VERDICT_TONES, value) ? (value as Verdict) : null;
}

type HookState = "on" | "off" | "unset";

export const STATE_TONES: Record<HookState, Tone> = { on: "success", off: "neutral", unset: "warning" };

/** Whether a hook makes events of what it receives. */
export function hookState({ isOn, personPath }: Pick<HookRow, "isOn" | "personPath">): HookState {
  if (isOn) return "on";
  return personPath === "" ? "unset" : "off";
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
export function wordReplayed(
  { verdict, reason, eventName, again }: Pick<Replayed, "verdict" | "reason" | "eventName" | "again">,
  t: T,
  say: Say,
): { title: string; text: string | null } {
  if (verdict === "taken") {
    const text = again ? t("replayed.again") : null;
    return { title: t("replayed.taken", { event: eventName ?? "" }), text };
  }
  return {
    title: t(verdict === "duplicate" ? "replayed.duplicate" : "replayed.none"),
    text: reason && say(reason),
  };
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

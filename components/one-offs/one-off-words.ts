import { useLocale, useTranslations } from "next-intl";
import type { Tone } from "#components/ui/tone.ts";
import type { InterfaceLanguage } from "#locales/texts.ts";
import type { OneOffRow } from "./outputs.ts";

/** What one-off messages are worded with. */
export interface Words {
  t: ReturnType<typeof useTranslations<"one-offs">>;
  language: InterfaceLanguage;
}

/** The words of the reader's language. */
export function useWords(): Words {
  return { t: useTranslations("one-offs"), language: useLocale() };
}

/** How each state of a message is coloured. */
export const STATUS_TONE: Record<OneOffRow["status"], Tone> = {
  draft: "neutral",
  scheduled: "info",
  sending: "info",
  stopped: "warning",
  done: "success",
};

/** How many it was for. Not all of them got it: who had no address, or had not agreed, was left out when it was their turn. */
export function wordTurns({ entered, active }: Pick<OneOffRow, "entered" | "active">, t: Words["t"]): string {
  if (active === 0) return t("turns.meant", { count: entered });
  return t("turns.had", { had: entered - active, count: entered });
}

import type { useTranslations } from "next-intl";
import type { BadgeTone } from "#components/ui/badge.tsx";
import type { ConsentState } from "#workflows/facts.ts";

export const CONSENT_TONE: Record<ConsentState, BadgeTone> = {
  unknown: "neutral",
  pending: "warning",
  granted: "success",
  withdrawn: "danger",
};

const SOURCES = [
  "api",
  "browser",
  "unsubscribe-link",
  "one-click",
  "text",
  "complaint",
  "double-opt-in",
  "suppression-lifted",
  "merge",
  "sample-shop",
] as const;

/** Who said so, from the source in the log: "preferences:en-1" is the page of preferences with these words. */
export function wordConsentSource(source: string, t: ReturnType<typeof useTranslations<"profiles">>): string {
  const [kind = "", detail] = source.split(":");
  if (kind === "preferences")
    return detail ? t("consent.source.preferencesWords", { words: detail }) : t("consent.source.preferences");
  if (kind === "import")
    return t(source.endsWith(":confirmed") ? "consent.source.importConfirmed" : "consent.source.import");
  const known = SOURCES.find((one) => one === source);
  return known ? t(`consent.source.${known}`) : source;
}

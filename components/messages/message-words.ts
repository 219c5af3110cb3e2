import type { useTranslations } from "next-intl";
import type { BadgeTone } from "#components/ui/badge.tsx";
import { MASK } from "#workflows/mask.ts";
import type { Channel } from "#workflows/node.ts";

export type MessageStatus = "queued" | "handed" | "sent" | "skipped" | "failed" | "unknown";
export type { Channel };

/** The texts about messages. */
export type MessageWords = ReturnType<typeof useTranslations<"messages">>;

export const STATUS_TONES: Record<MessageStatus, BadgeTone> = {
  queued: "info",
  handed: "info",
  sent: "success",
  skipped: "neutral",
  failed: "danger",
  unknown: "warning",
};

/** The outcome of one attempt in a word; what a later version may add is shown as it is. */
export function outcomeWord(outcome: string, t: MessageWords): { label: string; tone: BadgeTone } {
  // A captured message counts as sent inside the app, but never left it.
  if (outcome === "captured") return { label: t("keptHere"), tone: "info" };
  if (outcome === "retry") return { label: t("triesAgain"), tone: "warning" };
  return isStatus(outcome)
    ? { label: t(`status.${outcome}.label`), tone: STATUS_TONES[outcome] }
    : { label: outcome, tone: "neutral" };
}

function isStatus(value: string): value is MessageStatus {
  return Object.hasOwn(STATUS_TONES, value);
}

/**
 * Where a message goes, short enough for a list: a push endpoint is a long secret that tells people nothing beyond
 * whose service it is.
 */
export function wordEndpoint(channel: Channel, endpoint: string, t: MessageWords): string {
  if (channel === "in-app") return t("ownPages");
  if (channel === "email" || !URL.canParse(endpoint)) return endpoint;
  const { hostname, pathname } = new URL(endpoint);
  if (channel === "web-push") return t("browserAt", { host: hostname });
  // A chat of the team, whose path is a secret.
  if (endpoint.endsWith(`/${MASK}`)) return hostname;
  return `${hostname}${pathname === "/" ? "" : pathname}`;
}

/** The subject in lists: of a message that was never written, the placeholders are still in it and become dots. */
export function wordSubject(subject: string, t: MessageWords, channel?: Channel): string {
  const text = subject
    .replace(/\{\{.*?\}\}/gs, "…")
    .replace(/\{%.*?%\}/gs, "")
    .trim();
  if (text) return text;
  // None of them goes out without a text, so it was removed when its time to be kept was over.
  return channel === "sms" || channel === "whatsapp" ? t("noLongerKept") : t("noSubject");
}

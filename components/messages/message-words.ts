import type { BadgeTone } from "#components/ui/badge.tsx";
import { MASK } from "#workflows/mask.ts";
import type { Channel } from "#workflows/node.ts";

export type MessageStatus = "queued" | "handed" | "sent" | "skipped" | "failed" | "unknown";
export type { Channel };

/** How each status is called, coloured and explained. */
export const STATUS_WORDS: Record<MessageStatus, { label: string; tone: BadgeTone; meaning: string }> = {
  queued: { label: "Waiting", tone: "info", meaning: "It waits for its turn to be sent." },
  handed: { label: "On its way", tone: "info", meaning: "It was handed over and no answer has come yet." },
  sent: { label: "Sent", tone: "success", meaning: "The receiving side took it over." },
  skipped: { label: "Not sent", tone: "neutral", meaning: "A rule of yours said no." },
  failed: { label: "Failed", tone: "danger", meaning: "It could not be delivered and is not tried again." },
  unknown: {
    label: "Unclear",
    tone: "warning",
    meaning:
      "The connection broke after it was handed over. It may have arrived, so it is not sent a second time.",
  },
};

/** A captured message counts as sent inside the app, but never left it. */
export const CAPTURED_LABEL = "Kept here";

export const CHANNEL_WORDS: Record<Channel, { label: string; plural: string }> = {
  email: { label: "Email", plural: "Emails" },
  "web-push": { label: "Web push", plural: "Web push messages" },
  sms: { label: "Text message", plural: "Text messages" },
  whatsapp: { label: "WhatsApp", plural: "WhatsApp messages" },
  "in-app": { label: "In-app message", plural: "In-app messages" },
  webhook: { label: "Webhook", plural: "Webhooks" },
};

/** The outcome of one attempt in a word; what a later version may add is shown as it is. */
export function outcomeWord(outcome: string): { label: string; tone: BadgeTone } {
  const words: Record<string, { label: string; tone: BadgeTone }> = {
    ...STATUS_WORDS,
    captured: { label: CAPTURED_LABEL, tone: "info" },
    retry: { label: "Tries again", tone: "warning" },
  };
  return words[outcome] ?? { label: outcome, tone: "neutral" };
}

/**
 * Where a message goes, short enough for a list: a push endpoint is a long secret that tells people nothing beyond
 * whose service it is.
 */
export function wordEndpoint(channel: Channel, endpoint: string): string {
  if (channel === "in-app") return "Your own pages";
  if (channel === "email" || !URL.canParse(endpoint)) return endpoint;
  const { hostname, pathname } = new URL(endpoint);
  if (channel === "web-push") return `A browser at ${hostname}`;
  // A chat of the team, whose path is a secret.
  if (endpoint.endsWith(`/${MASK}`)) return hostname;
  return `${hostname}${pathname === "/" ? "" : pathname}`;
}

/** The subject in lists: of a message that was never written, the placeholders are still in it and become dots. */
export function wordSubject(subject: string, channel?: Channel): string {
  const text = subject
    .replace(/\{\{.*?\}\}/gs, "…")
    .replace(/\{%.*?%\}/gs, "")
    .trim();
  if (text) return text;
  // None of them goes out without a text, so it was removed when its time to be kept was over.
  return channel === "sms" || channel === "whatsapp" ? "What it said is no longer kept" : "Without a subject";
}

import type { BadgeTone } from "#components/ui/badge.tsx";
import type { ConsentState } from "#workflows/facts.ts";

export const CONSENT_STATE: Record<ConsentState, { label: string; tone: BadgeTone }> = {
  unknown: { label: "Not asked", tone: "neutral" },
  pending: { label: "To be confirmed", tone: "warning" },
  granted: { label: "Agreed", tone: "success" },
  withdrawn: { label: "Unsubscribed", tone: "danger" },
};

const SOURCES: Record<string, string> = {
  api: "Said by a program, through the API",
  browser: "Said on your site",
  "unsubscribe-link": "The customer, on the page to unsubscribe",
  "one-click": "The customer, with one click in their mail program",
  text: "The customer, by answering a text message or WhatsApp message",
  complaint: "The customer, by reporting an email as spam",
  "double-opt-in": "The customer, by the link that asked for a confirmation",
  "suppression-lifted": "Kept as a no when the address was taken off the list of those not written to",
  merge: "Taken over from another profile of the same person",
  "sample-shop": "Part of the sample shop",
};

/** Who said so, from the source in the log: "preferences:en-1" is the page of preferences with these words. */
export function wordConsentSource(source: string): string {
  const [kind = "", detail] = source.split(":");
  if (kind === "preferences")
    return `The customer, on the page where they choose what to get${detail ? ` (words ${detail})` : ""}`;
  if (kind === "import")
    return source.endsWith(":confirmed") ? "An import, on the word of who imported" : "An import";
  return SOURCES[source] ?? source;
}

import type { Answer } from "./account-api.ts";

const TEXT: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The email address or the password is wrong. Check both and try again.",
  INVALID_EMAIL: "Enter an email address, like ana@example.com.",
  INVALID_TOKEN: "This link has expired or was used already. Ask for a new one.",
  INVALID_ORIGIN:
    "This page was opened under an address that the server does not know. Open it at its own address.",
  NO_PUBLIC_URL:
    "This server does not know the address it is reached at, so it cannot send a link. Ask whoever runs it to set PUBLIC_URL, or to reset the password on the server.",
};
/** These come with words of their own. */
const SPOKEN = new Set([
  "OWNER_EXISTS",
  "INVITATION_USED",
  "INVITATION_EXPIRED",
  "INVITATION_UNKNOWN",
  "EMAIL_TAKEN",
]);

/** What to tell about a form that was not accepted; null when it was, or when a field tells it. */
export function refusalText(answer: Answer | null): string | null {
  if (!answer || answer.kind === "done") return null;
  if (answer.kind === "wait") return `Too many tries. Wait ${waitText(answer.seconds)}, then try again.`;
  if (answer.kind === "unreachable")
    return "The server could not be reached. Check the connection and try again.";
  if (answer.field) return null;
  if (SPOKEN.has(answer.code)) return `${answer.message}.`;
  return TEXT[answer.code] ?? "Something went wrong on the server. Try again in a moment.";
}

/** What to tell beside one field. */
export function fieldText(answer: Answer | null, field: string): string | undefined {
  return answer?.kind === "refused" && answer.field === field ? answer.message : undefined;
}

/** Rounded up, so that nobody tries too soon. */
function waitText(seconds: number): string {
  if (seconds <= 60) return "a minute";
  return `${Math.ceil(seconds / 60)} minutes`;
}

import { useTranslations } from "next-intl";
import type { Answer } from "./account-api.ts";

type Words = ReturnType<typeof useTranslations<"first-run.refusals">>;

/** All that the server refuses by design; what else it says is for programs, and in English alone. */
const CODES = [
  "INVALID_EMAIL_OR_PASSWORD",
  "INVALID_EMAIL",
  "INVALID_TOKEN",
  "INVALID_ORIGIN",
  "NO_PUBLIC_URL",
  "OWNER_EXISTS",
  "INVITATION_USED",
  "INVITATION_EXPIRED",
  "INVITATION_UNKNOWN",
  "EMAIL_TAKEN",
  "PASSWORD_TOO_SHORT",
  "PASSWORD_TOO_LONG",
] as const;

/** What to tell about a form that was not accepted; null when it was, or when a field tells it. */
export function refusalText(answer: Answer | null, t: Words): string | null {
  if (!answer || answer.kind === "done") return null;
  if (answer.kind === "wait") return t("wait", { minutes: minutesIn(answer.seconds) });
  if (answer.kind === "unreachable") return t("unreachable");
  if (answer.field) return null;
  const known = CODES.find((code) => code === answer.code);
  return known ? t(known) : t("unknown");
}

/** `refusalText` in the reader's language. */
export function useRefusalText(): (answer: Answer | null) => string | null {
  const t = useTranslations("first-run.refusals");
  return (answer) => refusalText(answer, t);
}

/** What to tell beside one field. */
export function fieldText(answer: Answer | null, field: string): string | undefined {
  return answer?.kind === "refused" && answer.field === field ? answer.message : undefined;
}

/** Rounded up, so that nobody tries too soon. */
function minutesIn(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}

import type { Texting } from "#components/shell/outputs.ts";
import type { SettingsWords } from "./settings-words.ts";

/** The settings of the service as they are being typed. */
export interface TextingDraft {
  accountSid: string;
  authToken: string;
  smsFrom: string;
  whatsappFrom: string;
  /** Empty: Twilio's own. */
  baseUrl: string;
}

export const TWILIO_BASE_URL = "https://api.twilio.com";

export function textingDraftOf(stored: Texting["service"]): TextingDraft {
  const { accountSid = "", smsFrom = "", whatsappFrom = "", baseUrl = "" } = stored ?? {};
  return {
    ...{ accountSid, smsFrom, whatsappFrom, authToken: "" },
    baseUrl: baseUrl === TWILIO_BASE_URL ? "" : baseUrl,
  };
}

/** Whether the stored token is kept when none is entered: it goes to no account and no server but its own. */
export function keepsToken(draft: TextingDraft, stored: Texting["service"]): boolean {
  return (
    stored !== null &&
    stored.accountSid === draft.accountSid.trim() &&
    stored.baseUrl === (draft.baseUrl.trim().replace(/\/+$/, "") || TWILIO_BASE_URL)
  );
}

/** What is missing, by field. The service itself says the rest. */
export function textingProblems(
  draft: TextingDraft,
  stored: Texting["service"],
  t: SettingsWords,
): Partial<Record<keyof TextingDraft, string>> {
  const isEmpty = (key: keyof TextingDraft) => draft[key].trim() === "";
  return {
    ...(isEmpty("accountSid") && { accountSid: t("texting.accountSidMissing") }),
    ...(isEmpty("authToken") && !keepsToken(draft, stored) && { authToken: t("texting.authTokenMissing") }),
    ...(isEmpty("smsFrom") && isEmpty("whatsappFrom") && { smsFrom: t("texting.fromMissing") }),
  };
}

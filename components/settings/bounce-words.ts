import type { Provider } from "./provider-words.ts";
import type { SettingsWords } from "./settings-words.ts";

/** The services that sign their reports with a key that has to be entered here. */
export type SigningService = "sendgrid" | "mailgun" | "resend";

const STEPS = {
  ses: ["step1", "step2", "step3", "step4"],
  postmark: ["step1", "step2"],
  sendgrid: ["step1", "step2", "step3"],
  mailgun: ["step1", "step2", "step3"],
  resend: ["step1", "step2", "step3"],
} as const;

/** What to do at a sending service, in order, so that it reports what came back; as its own pages call things. */
export function bounceSteps(service: Provider, t: SettingsWords): string[] {
  if (service === "ses") return STEPS.ses.map((step) => t(`bounces.ses.${step}`));
  if (service === "postmark") return STEPS.postmark.map((step) => t(`bounces.postmark.${step}`));
  return STEPS[service].map((step) => t(`bounces.${service}.${step}`));
}

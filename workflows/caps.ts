import * as z from "zod";

export const capWindows = ["day", "week", "month"] as const;

/** The channels on which somebody can be written to. */
export const cappedChannels = ["email", "web-push", "sms", "whatsapp", "in-app"] as const;

/** The most messages of one channel that one person gets in one window of their own calendar. */
const capRule = z.object({
  channel: z.enum(cappedChannels),
  max: z.number().int("Use a whole number").min(1, "At least 1").max(1000),
  per: z.enum(capWindows),
});
export type CapRule = z.infer<typeof capRule>;

export const capRules = z.array(capRule).max(10, "At most 10 limits").default([]);

/** "2 emails per week". */
export function wordCapRule({ channel, max, per }: CapRule): string {
  const [one, many] = capWords[channel];
  return `${max} ${max === 1 ? one : many} per ${per}`;
}

/** How many messages of a channel are called: one, and more of them. */
export const capWords: Record<CapRule["channel"], [string, string]> = {
  email: ["email", "emails"],
  "web-push": ["web push", "web pushes"],
  sms: ["text message", "text messages"],
  whatsapp: ["WhatsApp message", "WhatsApp messages"],
  "in-app": ["in-app message", "in-app messages"],
};

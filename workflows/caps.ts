import * as z from "zod/mini";
import { type FilledPhrase, type Phrase, phrase } from "./phrase.ts";

export const capWindows = ["day", "week", "month"] as const;

/** The channels on which somebody can be written to. */
export const cappedChannels = ["email", "web-push", "sms", "whatsapp", "in-app"] as const;

/** The most messages of one channel that one person gets in one window of their own calendar. */
const capRule = z.object({
  channel: z.enum(cappedChannels),
  max: z.number().check(z.int("Use a whole number"), z.minimum(1, "At least 1"), z.maximum(1000)),
  per: z.enum(capWindows),
});
export type CapRule = z.infer<typeof capRule>;

export const capRules = z._default(z.array(capRule).check(z.maxLength(10, "At most 10 limits")), []);

/** "2 emails per week". */
export function wordCapRule({ channel, max, per }: CapRule): FilledPhrase {
  return { ...windows[per], values: { messages: wordMessages(channel, max) } };
}

/** "2 emails"; "any" for messages of whatever channel. */
export function wordMessages(channel: CapRule["channel"] | "any", count: number): FilledPhrase {
  const [one, many] = counted[channel];
  return count === 1 ? one : { ...many, values: { count } };
}

/** What the messages of a channel are called. */
export const capWords: Record<CapRule["channel"], Phrase> = {
  email: phrase("emails"),
  "web-push": phrase("web pushes"),
  sms: phrase("text messages"),
  whatsapp: phrase("WhatsApp messages"),
  "in-app": phrase("in-app messages"),
};

const counted: Record<CapRule["channel"] | "any", [one: FilledPhrase, many: FilledPhrase]> = {
  any: [phrase("1 message"), phrase("{count} messages")],
  email: [phrase("1 email"), phrase("{count} emails")],
  "web-push": [phrase("1 web push"), phrase("{count} web pushes")],
  sms: [phrase("1 text message"), phrase("{count} text messages")],
  whatsapp: [phrase("1 WhatsApp message"), phrase("{count} WhatsApp messages")],
  "in-app": [phrase("1 in-app message"), phrase("{count} in-app messages")],
};

const windows: Record<CapRule["per"], FilledPhrase> = {
  day: phrase("{messages} per day"),
  week: phrase("{messages} per week"),
  month: phrase("{messages} per month"),
};

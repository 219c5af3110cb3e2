import type { Channel } from "./node.ts";
import type { Phrase } from "./phrase.ts";

/** What is said of each channel while there is nothing that its messages could leave by. The others need no service. */
export const KEPT_HERE = {
  email: "No mail server is set up, so emails are kept here, under Messages. None of them leaves this server",
  sms: "No service for text messages is set up, so they are kept here, under Messages. None of them leaves this server",
  whatsapp:
    "No service for WhatsApp is set up, so these messages are kept here, under Messages. None of them leaves this server",
} as const satisfies Partial<Record<Channel, Phrase>>;

export type KeptChannel = keyof typeof KEPT_HERE;

export const keptChannels = Object.keys(KEPT_HERE) as KeptChannel[];

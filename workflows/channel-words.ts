import type { Channel } from "./node.ts";
import { type FilledPhrase, phrase } from "./phrase.ts";

/** A channel before the word “messages”. */
export const channelWords: Record<Channel, FilledPhrase> = {
  email: phrase("email"),
  "web-push": phrase("web push"),
  sms: phrase("text"),
  whatsapp: phrase("WhatsApp"),
  "in-app": phrase("in-app"),
  webhook: phrase("webhook"),
};

import type { Message } from "#components/shell/outputs.ts";

/** What a channel lacks when its messages stay here; the others need nothing to be set up. */
const CAUSES: Partial<Record<Message["channel"], string>> = {
  email: "no mail server is set up",
  sms: "no service for text messages is set up",
  whatsapp: "no service for WhatsApp messages is set up",
};
const WRITTEN = "It was written exactly as it would go out, but it did not leave this server";
const OF_SAMPLE_SHOP = "the person belongs to the sample shop";

/** Why a message that was sent did not leave this server. */
export function wordKept({ channel, isTest }: Pick<Message, "channel" | "isTest">): {
  title: string;
  text: string;
} {
  const cause = CAUSES[channel];
  if (isTest) {
    const text = cause ? `${WRITTEN}: ${cause}.` : "It is kept here to look at. No customer gets to see it.";
    return { title: "This was a test", text };
  }
  const why = cause ? `${cause}, or ${OF_SAMPLE_SHOP}` : OF_SAMPLE_SHOP;
  return { title: "This message was kept here", text: `${WRITTEN}: ${why}.` };
}

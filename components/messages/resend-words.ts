import type { Message } from "#components/shell/outputs.ts";

/** Messages that can be sent again: those that have ended, whichever way. */
const ENDED = ["sent", "skipped", "failed", "unknown"];

/** What the person agreed to, by channel. */
const ASKED: Record<Exclude<Message["channel"], "webhook">, string> = {
  email: "emails",
  "web-push": "notifications",
  sms: "text messages",
  whatsapp: "WhatsApp messages",
  "in-app": "messages on your pages",
};

type About = Pick<Message, "status" | "captured" | "channel" | "opened" | "clicked" | "isTest">;

/** Whether the page offers to send a message again; the server says whether it really can. */
export function mayBeResent({ status, isTest }: Pick<About, "status" | "isTest">): boolean {
  return ENDED.includes(status) && !isTest;
}

/** What became of a message so far, and what the person may get twice if it is sent again. */
export function wordBefore({ status, captured, channel, opened, clicked }: About): string {
  if (captured && status === "sent") return "It was kept here and never left this server.";
  if (status === "failed" || status === "skipped") return "As far as is known, it has not arrived.";
  if (channel === "webhook") {
    return status === "sent"
      ? "The receiver took it. Sent again, it may do the same thing twice."
      : "It may have arrived. Sent again, the receiver may do the same thing twice.";
  }
  if (status === "unknown") return "It may have arrived. If it has, the person gets it twice.";
  if (clicked || opened) {
    return `The person has ${clicked ? "clicked" : "opened"} it already, and gets it a second time.`;
  }
  return "The receiving side took it over, so the person most likely gets it a second time.";
}

/** Which rules are asked before it goes out again, and which are not. */
export function wordRules(channel: Message["channel"]): string {
  if (channel === "webhook")
    return "It is called with today’s data and a new webhook-id, so the receiver takes it for a new call.";
  const kind = ASKED[channel];
  const daily = channel === "email" ? " The daily limit for emails holds, too." : "";
  return `It is written with today’s data. Whether the person still agrees to ${kind}, and whether the address may be written to, is asked again when it goes out.${daily} Quiet hours and limits for each person are not asked, because you send it on purpose.`;
}

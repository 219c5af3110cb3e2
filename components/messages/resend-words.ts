import type { Message } from "#components/shell/outputs.ts";
import type { MessageWords } from "./message-words.ts";

/** Messages that can be sent again: those that have ended, whichever way. */
const ENDED = ["sent", "skipped", "failed", "unknown"];

type About = Pick<Message, "status" | "captured" | "channel" | "opened" | "clicked" | "isTest">;

/** Whether the page offers to send a message again; the server says whether it really can. */
export function mayBeResent({ status, isTest }: Pick<About, "status" | "isTest">): boolean {
  return ENDED.includes(status) && !isTest;
}

/** What became of a message so far, and what the person may get twice if it is sent again. */
export function wordBefore({ status, captured, channel, opened, clicked }: About, t: MessageWords): string {
  if (captured && status === "sent") return t("resend.before.kept");
  if (status === "failed" || status === "skipped") return t("resend.before.notArrived");
  if (channel === "webhook")
    return status === "sent" ? t("resend.before.receiverTook") : t("resend.before.receiverMay");
  if (status === "unknown") return t("resend.before.may");
  if (clicked) return t("resend.before.clicked");
  return opened ? t("resend.before.opened") : t("resend.before.taken");
}

/** Which rules are asked before it goes out again, and which are not. */
export function wordRules(channel: Message["channel"], t: MessageWords): string {
  if (channel === "webhook") return t("resend.rules.webhook");
  return t("resend.rules.others", {
    kind: t(`resend.kinds.${channel}`),
    daily: channel === "email" ? "yes" : "no",
  });
}

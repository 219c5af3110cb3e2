import { type ReasonValues, wordReason } from "./reasons.ts";

/** What the owner should know of. Each is about one thing, its subject, such as a hook. */
export const alertCodes = [
  "sender.failing",
  "mail.bounces",
  "mail.complaints",
  "mail.policy",
  "texts.returned",
  "hook.silent",
  "disk.full",
  "queue.stuck",
] as const;
export type AlertCode = (typeof alertCodes)[number];

export interface AlertWords {
  title: string;
  /** What is the matter, and what to do. */
  text: string;
  link: { label: string; href: string };
}

/** All that its words are made of. */
export interface AlertFacts {
  code: string;
  subject: string;
  values: ReasonValues;
}

const CHANNEL_WORDS: Record<string, string> = {
  email: "Emails",
  "web-push": "Push notifications",
  sms: "Text messages",
  whatsapp: "WhatsApp messages",
};

/** Where the sender of a channel is looked after, if not where that of emails is. */
const senderLinks: Record<string, AlertWords["link"]> = {
  "web-push": { label: "See messages", href: "/messages" },
  sms: { label: "Check text messages", href: "/settings/texting" },
  whatsapp: { label: "Check WhatsApp messages", href: "/settings/texting" },
};

const wordings: Record<AlertCode, (facts: AlertFacts) => AlertWords> = {
  "sender.failing": ({ subject, values }) => ({
    title: `${CHANNEL_WORDS[subject] ?? "Messages"} do not get through`,
    text: `${wordFailures(values)} ${wordReason(String(values.why), statusOf(values))}. Look at what the server answered and check how sending is set up. What can be sent again is sent by itself.`,
    link: senderLinks[subject] ?? { label: "Check sending", href: "/settings/sending" },
  }),
  "mail.bounces": ({ values: { count, of, percent } }) => ({
    title: "Many emails come back",
    text: `In the last 24 hours, ${count} of ${of} emails (${percent} %) went to addresses that do not exist. Mail providers soon refuse a shop whose emails come back. Stop sending to old or bought lists, and look where the addresses come from.`,
    link: { label: "See failed messages", href: "/messages?status=failed" },
  }),
  "mail.complaints": ({ values: { count, of, percent } }) => ({
    title: "People call your emails spam",
    text: `In the last 24 hours, ${count} of ${of} emails (${percent} %) were reported. From 0.3 % on, Gmail and others send everything to spam. Pause what went out last, and write only to people who agreed.`,
    link: { label: "See workflows", href: "/workflows" },
  }),
  "mail.policy": ({ values: { count } }) => ({
    title: "Mail servers refuse your shop’s emails",
    text: `In the last 24 hours, ${count} emails came back because the receiving side does not trust your domain or server, not because of the addresses. Check your domain’s records, and pause large sendings until it gets better.`,
    link: { label: "Check your domain", href: "/settings/domain" },
  }),
  "texts.returned": ({ subject, values: { count, of, percent, answer } }) => ({
    title: `Many ${subject === "whatsapp" ? "WhatsApp" : "text"} messages do not arrive`,
    text: `In the last 24 hours, ${count} of ${of} (${percent} %) did not arrive, though the service had taken them. Most often it says: ${answer}. Check at the service whether your account and the number that you send from are registered and approved, and pause large sendings until it gets better.`,
    link: { label: "See messages", href: `/messages?channel=${subject}` },
  }),
  "hook.silent": ({ subject, values: { name, hours } }) => ({
    title: `“${name}” receives nothing any more`,
    text: `It used to receive something every day, and now nothing for ${wordHours(Number(hours))}. Check in the program that sends to it whether its address and its secret are still set.`,
    link: { label: "Open the hook", href: `/settings/hooks/${subject}` },
  }),
  "disk.full": ({ values: { freeMb, percent } }) => ({
    title: "The disk is nearly full",
    text: `${freeMb} MB (${percent} %) are free. When there is no room left, nothing more can be taken in or sent. Make room on the server, or keep less of what is old.`,
    link: { label: "See what takes room", href: "/settings/about" },
  }),
  "queue.stuck": ({ values: { count, more, minutes } }) => ({
    title: "Messages wait longer than they should",
    text: `${more ? "More than " : ""}${count} ${count === 1 ? "message has" : "messages have"} been due for over ${minutes} minutes. A slow mail server, a limit per minute or a very large sending can be why. If it does not get less, start the server again and look at its log.`,
    link: { label: "See waiting messages", href: "/messages?status=queued" },
  }),
};

/** An alert in plain words; one that this version does not know is shown by its code. */
export function wordAlert(facts: AlertFacts): AlertWords {
  if (isAlertCode(facts.code)) return wordings[facts.code](facts);
  return { title: facts.code, text: "", link: { label: "Open the overview", href: "/" } };
}

function isAlertCode(code: string): code is AlertCode {
  return Object.hasOwn(wordings, code);
}

function wordFailures({ count, of }: ReasonValues): string {
  return of === undefined
    ? `The last ${count} attempts failed. The newest says:`
    : `In the last hour, ${count} of ${of} attempts failed. The newest says:`;
}

function statusOf({ status }: ReasonValues): ReasonValues {
  return status === undefined ? {} : { status };
}

function wordHours(hours: number): string {
  const days = Math.floor(hours / 24);
  if (days === 0) return hours === 1 ? "1 hour" : `${hours} hours`;
  return days === 1 ? "1 day" : `${days} days`;
}

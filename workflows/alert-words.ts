import { wordDuration } from "./duration.ts";
import { type FilledPhrase, type Phrase, phrase } from "./phrase.ts";
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
  title: Phrase;
  /** What is the matter, and what to do. */
  text: Phrase;
  link: { label: Phrase; href: string };
}

/** All that its words are made of. */
export interface AlertFacts {
  code: string;
  subject: string;
  values: ReasonValues;
}

const failingTitles: Record<string, Phrase> = {
  email: phrase("Emails do not get through"),
  "web-push": phrase("Push notifications do not get through"),
  sms: phrase("Text messages do not get through"),
  whatsapp: phrase("WhatsApp messages do not get through"),
};

/** Where the sender of a channel is looked after, if not where that of emails is. */
const senderLinks: Record<string, AlertWords["link"]> = {
  "web-push": { label: phrase("See messages"), href: "/messages" },
  sms: { label: phrase("Check text messages"), href: "/settings/texting" },
  whatsapp: { label: phrase("Check WhatsApp messages"), href: "/settings/texting" },
};

const wordings: Record<AlertCode, (facts: AlertFacts) => AlertWords> = {
  "sender.failing": ({ subject, values }) => ({
    title: failingTitles[subject] ?? phrase("Messages do not get through"),
    text: phrase(
      "{failures} {why}. Look at what the server answered and check how sending is set up. What can be sent again is sent by itself.",
      { failures: wordFailures(values), why: phrase(wordReason(String(values.why), statusOf(values))) },
    ),
    link: senderLinks[subject] ?? { label: phrase("Check sending"), href: "/settings/sending" },
  }),
  "mail.bounces": ({ values }) => ({
    title: phrase("Many emails come back"),
    text: phrase(
      "In the last 24 hours, {count} of {of} emails ({percent} %) went to addresses that do not exist. Mail providers soon refuse a shop whose emails come back. Stop sending to old or bought lists, and look where the addresses come from.",
      values,
    ),
    link: { label: phrase("See failed messages"), href: "/messages?status=failed" },
  }),
  "mail.complaints": ({ values }) => ({
    title: phrase("People call your emails spam"),
    text: phrase(
      "In the last 24 hours, {count} of {of} emails ({percent} %) were reported. From 0.3 % on, Gmail and others send everything to spam. Pause what went out last, and write only to people who agreed.",
      values,
    ),
    link: { label: phrase("See workflows"), href: "/workflows" },
  }),
  "mail.policy": ({ values }) => ({
    title: phrase("Mail servers refuse your shop’s emails"),
    text: phrase(
      "In the last 24 hours, {count} emails came back because the receiving side does not trust your domain or server, not because of the addresses. Check your domain’s records, and pause large sendings until it gets better.",
      values,
    ),
    link: { label: phrase("Check your domain"), href: "/settings/domain" },
  }),
  "texts.returned": ({ subject, values }) => ({
    title:
      subject === WHATSAPP
        ? phrase("Many WhatsApp messages do not arrive")
        : phrase("Many text messages do not arrive"),
    text: phrase(
      "In the last 24 hours, {count} of {of} ({percent} %) did not arrive, though the service had taken them. Most often it says: {answer}. Check at the service whether your account and the number that you send from are registered and approved, and pause large sendings until it gets better.",
      values,
    ),
    link: { label: phrase("See messages"), href: `/messages?channel=${subject}` },
  }),
  "hook.silent": ({ subject, values: { name = "", hours } }) => ({
    title: phrase("“{name}” receives nothing any more", { name }),
    text: phrase(
      "It used to receive something every day, and now nothing for {time}. Check in the program that sends to it whether its address and its secret are still set.",
      { time: wordHours(Number(hours)) },
    ),
    link: { label: phrase("Open the hook"), href: `/settings/hooks/${subject}` },
  }),
  "disk.full": ({ values }) => ({
    title: phrase("The disk is nearly full"),
    text: phrase(
      "{freeMb} MB ({percent} %) are free. When there is no room left, nothing more can be taken in or sent. Make room on the server, or keep less of what is old.",
      values,
    ),
    link: { label: phrase("See what takes room"), href: "/settings/about" },
  }),
  "queue.stuck": ({ values }) => ({
    title: phrase("Messages wait longer than they should"),
    text: phrase(
      "{waiting}. A slow mail server, a limit per minute or a very large sending can be why. If it does not get less, start the server again and look at its log.",
      { waiting: wordWaiting(values) },
    ),
    link: { label: phrase("See waiting messages"), href: "/messages?status=queued" },
  }),
};

const WHATSAPP = "whatsapp";

/** An alert in plain words; one that this version does not know is shown by its code. */
export function wordAlert(facts: AlertFacts): AlertWords {
  if (isAlertCode(facts.code)) return wordings[facts.code](facts);
  return { title: facts.code, text: "", link: { label: phrase("Open the overview"), href: "/" } };
}

function isAlertCode(code: string): code is AlertCode {
  return Object.hasOwn(wordings, code);
}

function wordFailures(values: ReasonValues): FilledPhrase {
  return values.of === undefined
    ? phrase("The last {count} attempts failed. The newest says:", values)
    : phrase("In the last hour, {count} of {of} attempts failed. The newest says:", values);
}

function wordWaiting(values: ReasonValues): FilledPhrase {
  if (values.more)
    return phrase("More than {count} messages have been due for over {minutes} minutes", values);
  return values.count === 1
    ? phrase("1 message has been due for over {minutes} minutes", values)
    : phrase("{count} messages have been due for over {minutes} minutes", values);
}

function statusOf({ status }: ReasonValues): ReasonValues {
  return status === undefined ? {} : { status };
}

function wordHours(hours: number): FilledPhrase {
  const days = Math.floor(hours / 24);
  return days === 0
    ? wordDuration({ amount: hours, unit: "hours" })
    : wordDuration({ amount: days, unit: "days" });
}

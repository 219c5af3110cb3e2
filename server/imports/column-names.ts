import { readConsent } from "./consent-words.ts";
import type { FixedTarget, RepeatableTarget } from "./targets.ts";

/** The tool that a file seems to come from. */
export type Preset = "Rekindle" | "Klaviyo" | "Mailchimp" | "Customer.io" | "Shopify" | null;

type Known = Partial<Record<Exclude<FixedTarget, RepeatableTarget>, readonly string[]>>;

/** Names of columns, without case, spaces and signs, by what they are; the first that a file has is taken. */
export const profileNames: Known = {
  email: ["email", "emailaddress", "mail", "useremail", "customeremail", "subscriberemail"],
  "email-confirmed": ["emailconfirmed"],
  "external-id": ["externalid", "customerid", "userid", "id", "customernumber", "shopifycustomerid"],
  phone: ["phone", "phonenumber", "mobile", "mobilephone", "telephone", "defaultaddressphone"],
  name: ["name", "fullname", "customername"],
  "first-name": ["firstname", "fname", "givenname"],
  "last-name": ["lastname", "lname", "surname", "familyname"],
  timezone: ["timezone", "profiletimezone", "tz"],
  locale: ["locale", "language", "languagecode"],
  birthday: ["birthday", "dateofbirth", "birthdate", "dob"],
  created: [
    "createdat",
    "created",
    "profilecreatedon",
    "dateadded",
    "signupdate",
    "optintime",
    "customersince",
    "cioidcreatedat",
  ],
  tags: ["tags"],
  "consent-time": [
    "consenttimestamp",
    "emailmarketingconsenttimestamp",
    "emailconsenttimestamp",
    "confirmtime",
    "consentdate",
  ],
};
export const eventNames: Known = {
  email: ["email", "emailaddress", "useremail", "customeremail", "recipient"],
  "email-confirmed": ["emailconfirmed"],
  "external-id": ["externalid", "userid", "customerid", "id", "customernumber"],
  event: ["event", "eventname", "name", "metric", "metricname", "type", "eventtype"],
  time: ["timestamp", "time", "date", "datetime", "createdat", "occurredat", "eventtime", "at", "receivedat"],
  "message-id": ["messageid", "eventid", "uniqueid", "uuid", "insertid"],
};
/** Kept by other tools for themselves, or about devices and addresses of people that nobody needs here. */
export const leftOut = new Set([
  "rekindleid",
  "leid",
  "euid",
  "optinip",
  "confirmip",
  "ipaddress",
  "latitude",
  "longitude",
  "gmtoff",
  "dstoff",
  "cioid",
  "klaviyoid",
  "unsubcampaigntitle",
  "unsubcampaignid",
  "unsubreason",
  "unsubreasonother",
  "cleancampaigntitle",
  "cleancampaignid",
]);
const signs: [Exclude<Preset, null>, readonly string[]][] = [
  ["Rekindle", ["rekindleid"]],
  ["Mailchimp", ["memberrating", "leid", "euid", "optintime"]],
  ["Klaviyo", ["klaviyoid", "emailmarketingconsent", "emailsuppressions", "smsmarketingconsent"]],
  ["Customer.io", ["cioid", "ciosubscriptionpreferences"]],
  ["Shopify", ["acceptsemailmarketing", "acceptssmsmarketing", "totalspent", "taxexempt"]],
];
/** Columns by which a program says whether somebody wants emails, in the words of many tools. */
const consentNames = new Set([
  "emailmarketingconsent",
  "acceptsemailmarketing",
  "acceptsmarketing",
  "emailconsent",
  "marketingconsent",
  "consent",
  "subscriptionstatus",
  "subscriberstatus",
  "emailstatus",
  "memberstatus",
  "subscribed",
  "emailsubscribed",
  "optin",
  "newsletter",
]);
const TOPICS = /^ciosubscriptionpreferences/;
const SUPPRESSED = /suppress|bounce|cleantime|^cleaned|spam|complained|mailcomplaint|blacklist|blocklist/;
const UNSUBSCRIBED =
  /unsub|optout|optedout|(donot|dont)(contact|e?mail|market|send)|^no(e?mail|marketing|newsletter)$/;
const OF_MARKETING = /mail|newsletter|marketing|promo/;
const AGREEING = /consent|optin|optedin|accept|subscri|permission|agree|allow/;
/** About the consent, instead of being it. */
const ABOUT = /link|url|token|(rate|score|counts?|source|method|ip)$|softbounce/;
const NO_ANSWER = /(time|stamp|date|at|since|type|lists?|plan|level|id|text|version)$/;
const TEXTS = /sms|textmessage|textmarketing/;
const WHATSAPP = /whatsapp/;
const OTHER_CHANNEL = /sms|textmessage|textmarketing|phone|mobile|whatsapp|push|cookie|call/;

/** The name of a column without case, spaces and signs. */
export function plainName(header: string): string {
  return header.toLowerCase().replace(/[^a-z0-9]/g, "");
}

export function findPreset(headers: readonly string[]): Preset {
  const names = new Set(headers.map(plainName));
  return signs.find(([, marks]) => marks.some((mark) => names.has(mark)))?.[0] ?? null;
}

/**
 * What a column says of agreeing to emails or refusing them, by its plain name and its first cells; null when it speaks
 * of something else. A no that is missed widens a consent, so whatever sounds like one is taken for it.
 */
export function consentTargetOf(name: string, cells: readonly string[]): RepeatableTarget | null {
  if (TOPICS.test(name)) return "topics";
  if (ABOUT.test(name)) return null;
  if (OTHER_CHANNEL.test(name) && !name.includes("mail")) return textTargetOf(name, cells);
  if (SUPPRESSED.test(name)) return "suppressed";
  if (UNSUBSCRIBED.test(name)) return "unsubscribed";
  if (consentNames.has(name)) return "consent";
  const isAnswer = OF_MARKETING.test(name) && AGREEING.test(name) && !NO_ANSWER.test(name);
  return isAnswer && cells.every((cell) => readConsent(cell, true) !== "unreadable") ? "consent" : null;
}

/** The same of text messages and of WhatsApp. */
function textTargetOf(name: string, cells: readonly string[]): RepeatableTarget | null {
  const channel = WHATSAPP.test(name) ? "whatsapp" : TEXTS.test(name) ? "sms" : null;
  if (channel === null) return null;
  if (UNSUBSCRIBED.test(name) || SUPPRESSED.test(name)) return `${channel}-unsubscribed`;
  const isAnswer = AGREEING.test(name) && !NO_ANSWER.test(name);
  return isAnswer && cells.every((cell) => readConsent(cell, true) !== "unreadable")
    ? `${channel}-consent`
    : null;
}

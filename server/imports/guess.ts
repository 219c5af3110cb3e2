import type { ImportKind } from "#drizzle/tables.ts";
import type { EveryRow, ImportPlan } from "#server/store/imports.ts";
import { guessDayFirst, readDay, readMoment } from "./dates.ts";
import type { Head } from "./head.ts";
import { readNumber, readYesNo } from "./read-row.ts";
import { type FixedTarget, VALUE_NAME_MAX_CHARS, type ValueType } from "./targets.ts";

/** The tool that a file seems to come from. */
export type Preset = "Klaviyo" | "Mailchimp" | "Customer.io" | "Shopify" | null;

type Known = Partial<Record<FixedTarget, readonly string[]>>;

/** Names of columns, without case, spaces and signs, by what they are; the first that a file has is taken. */
const profileColumns: Known = {
  email: ["email", "emailaddress", "mail", "useremail", "customeremail", "subscriberemail"],
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
  consent: [
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
    "status",
    "subscribed",
    "emailsubscribed",
    "optin",
    "newsletter",
  ],
  "consent-time": [
    "consenttimestamp",
    "emailmarketingconsenttimestamp",
    "emailconsenttimestamp",
    "confirmtime",
    "consentdate",
  ],
  unsubscribed: [
    "unsubscribed",
    "unsubtime",
    "unsubscribedat",
    "unsubscribedate",
    "unsubscribetime",
    "optedout",
    "optout",
  ],
  suppressed: [
    "suppressions",
    "emailsuppressions",
    "suppressed",
    "suppressionreason",
    "cleantime",
    "bounced",
    "bouncedat",
    "suppressedat",
  ],
};
const eventColumns: Known = {
  email: ["email", "emailaddress", "useremail", "customeremail", "recipient"],
  "external-id": ["externalid", "userid", "customerid", "id", "customernumber"],
  event: ["event", "eventname", "name", "metric", "metricname", "type", "eventtype"],
  time: ["timestamp", "time", "date", "datetime", "createdat", "occurredat", "eventtime", "at", "receivedat"],
  "message-id": ["messageid", "eventid", "uniqueid", "uuid", "insertid"],
};
/** Kept by other tools for themselves, or about devices and addresses of people that nobody needs here. */
const leftOut = new Set([
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
  "ciosubscriptionpreferences",
]);
const signs: [Exclude<Preset, null>, readonly string[]][] = [
  ["Mailchimp", ["memberrating", "leid", "euid", "optintime"]],
  ["Klaviyo", ["klaviyoid", "emailmarketingconsent", "emailsuppressions", "smsmarketingconsent"]],
  ["Customer.io", ["cioid", "ciosubscriptionpreferences"]],
  ["Shopify", ["acceptsemailmarketing", "acceptssmsmarketing", "totalspent", "taxexempt"]],
];
const TEXT_NAMES = /(id|zip|postal|postcode|phone|code|number|sku)$/;

/** What the columns of a file probably mean, for the owner to correct. */
export function guessPlan(
  kind: ImportKind,
  { headers, sample, delimiter }: Head,
  { fileName, shopZone }: { fileName: string; shopZone: string },
): ImportPlan {
  const names = headers.map(plain);
  const known = kind === "profiles" ? profileColumns : eventColumns;
  const columns: (string | null)[] = headers.map(() => null);
  for (const [target, aliases] of Object.entries(known)) {
    const name = aliases.find((alias) =>
      names.some((one, index) => one === alias && columns[index] === null),
    );
    if (name) columns[names.indexOf(name)] = target;
  }
  const preset = findPreset(headers);
  const cellsOf = (index: number) => sample.map((cells) => (cells[index] ?? "").trim()).filter(Boolean);
  const dates = headers.flatMap((_, index) => cellsOf(index));
  const dayFirst = guessDayFirst(dates) ?? false;
  const taken = new Set<string>();
  for (const [index, header] of headers.entries()) {
    if (columns[index] !== null || leftOut.has(names[index]!)) continue;
    const name = header.slice(0, VALUE_NAME_MAX_CHARS);
    if (taken.has(name)) continue;
    taken.add(name);
    columns[index] = `${guessType(names[index]!, cellsOf(index), dayFirst)}:${name}`;
  }
  return {
    columns,
    delimiter,
    // Mailchimp and Klaviyo write their times in UTC.
    timezone: preset === "Mailchimp" || preset === "Klaviyo" ? "UTC" : shopZone,
    dayFirst,
    consent: null,
    startsWorkflows: false,
    eventName: null,
    everyRow: kind === "profiles" ? guessEveryRow(fileName) : null,
    confirmation: null,
    check: null,
    reasons: {},
    rejectedBytes: 0,
  };
}

export function findPreset(headers: readonly string[]): Preset {
  const names = new Set(headers.map(plain));
  return signs.find(([, marks]) => marks.some((mark) => names.has(mark)))?.[0] ?? null;
}

/** Mailchimp exports one file of each kind of people, and says which only in its name. */
function guessEveryRow(fileName: string): EveryRow {
  if (/(^|[^a-z])cleaned/i.test(fileName) || /bounced|suppress/i.test(fileName)) return "suppressed";
  return /(^|[^a-z])unsubscribe/i.test(fileName) ? "withdrawn" : null;
}

function guessType(name: string, cells: readonly string[], dayFirst: boolean): ValueType {
  if (cells.length === 0 || TEXT_NAMES.test(name)) return "text";
  if (cells.every((cell) => /^-?(0|[1-9]\d{0,14})([.,]\d+)?$/.test(cell) && readNumber(cell) !== null))
    return "number";
  if (cells.every((cell) => /^[a-z]/i.test(cell) && readYesNo(cell) !== null)) return "yes-no";
  const reading = { timezone: "UTC", dayFirst };
  const isDate = (cell: string) =>
    /\d{4}/.test(cell) &&
    !/^\d+$/.test(cell) &&
    (readDay(cell, reading) ?? readMoment(cell, reading)) !== null;
  return cells.every(isDate) ? "date" : "text";
}

function plain(header: string): string {
  return header.toLowerCase().replace(/[^a-z0-9]/g, "");
}

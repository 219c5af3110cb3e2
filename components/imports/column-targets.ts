import type { SelectOption } from "#components/ui/select.tsx";
import type { ImportKind } from "./outputs.ts";

export const LEFT_OUT = "left-out";

const PERSON: SelectOption[] = [
  { value: "email", label: "Email address" },
  {
    value: "email-confirmed",
    label: "Is the address confirmed",
    description: "No, for an address that somebody only typed in",
  },
  { value: "external-id", label: "Customer number", description: "The id that your shop knows them by" },
];
const PROFILE: SelectOption[] = [
  { value: "first-name", label: "First name" },
  { value: "last-name", label: "Last name" },
  { value: "name", label: "Full name" },
  { value: "phone", label: "Phone" },
  { value: "timezone", label: "Time zone" },
  { value: "locale", label: "Language" },
  { value: "birthday", label: "Birthday" },
  { value: "created", label: "Customer since" },
  { value: "tags", label: "Tags" },
  {
    value: "consent",
    label: "Consent to marketing emails",
    description: "Subscribed, unsubscribed, never and so on",
  },
  { value: "consent-time", label: "When they agreed or unsubscribed" },
  {
    value: "unsubscribed",
    label: "Has unsubscribed",
    description: "Filled, with yes or a date, for those who did",
  },
  {
    value: "suppressed",
    label: "Must not be written to",
    description: "Filled for addresses that bounced or complained",
  },
  {
    value: "topics",
    label: "Answers about topics of emails",
    description: "A no to any of them counts as unsubscribed",
  },
  {
    value: "sms-consent",
    label: "Consent to text messages",
    description: "Yes or no; a no is always taken",
  },
  {
    value: "sms-unsubscribed",
    label: "Has left text messages",
    description: "Filled, with yes or a date, for those who did",
  },
  {
    value: "whatsapp-consent",
    label: "Consent to WhatsApp messages",
    description: "Yes or no; a no is always taken",
  },
  {
    value: "whatsapp-unsubscribed",
    label: "Has left WhatsApp messages",
    description: "Filled, with yes or a date, for those who did",
  },
];
const EVENT: SelectOption[] = [
  { value: "event", label: "Name of the event" },
  { value: "time", label: "When it happened" },
  { value: "message-id", label: "Its own number", description: "So that it is never stored twice" },
];
const TYPES = [
  ["text", "text"],
  ["number", "number"],
  ["yes-no", "yes or no"],
  ["date", "date"],
  ["json", "as it was exported"],
] as const;

/** What a column of a file of this kind can be. */
export function targetOptions(kind: ImportKind): SelectOption[] {
  const what = kind === "profiles" ? "Attribute" : "Property";
  return [
    ...PERSON,
    ...(kind === "profiles" ? PROFILE : EVENT),
    ...TYPES.map(([type, word]) => ({ value: type, label: `${what}: ${word}` })),
    {
      value: "values-json",
      label: kind === "profiles" ? "Several attributes" : "All properties",
      description: "As JSON, with their names",
    },
    { value: LEFT_OUT, label: "Leave it out" },
  ];
}

/** A target as it is kept, in the two parts that are chosen: "number:Orders" is a number of the name Orders. */
export function splitTarget(target: string | null): { choice: string; name: string | null } {
  if (target === null) return { choice: LEFT_OUT, name: null };
  const colon = target.indexOf(":");
  return colon === -1
    ? { choice: target, name: null }
    : { choice: target.slice(0, colon), name: target.slice(colon + 1) };
}

export function joinTarget(choice: string, name: string): string | null {
  if (choice === LEFT_OUT) return null;
  return TYPES.some(([type]) => type === choice) ? `${choice}:${name}` : choice;
}

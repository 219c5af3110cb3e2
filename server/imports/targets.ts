import type { ImportKind } from "#drizzle/tables.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";

/** What a column can be, beside an attribute or a property of its own name. */
export const profileTargets = [
  "email",
  "email-confirmed",
  "external-id",
  "phone",
  "name",
  "first-name",
  "last-name",
  "timezone",
  "locale",
  "birthday",
  "created",
  "tags",
  "consent",
  "consent-time",
  "unsubscribed",
  "suppressed",
  "topics",
  "sms-consent",
  "sms-unsubscribed",
  "whatsapp-consent",
  "whatsapp-unsubscribed",
  "values-json",
] as const;
const textTargets = ["sms-consent", "sms-unsubscribed", "whatsapp-consent", "whatsapp-unsubscribed"] as const;
/** Of these a file may have several columns: the strictest of what they say counts. */
const repeatableTargets = ["consent", "unsubscribed", "suppressed", "topics", ...textTargets] as const;
export const eventTargets = [
  "email",
  "email-confirmed",
  "external-id",
  "event",
  "time",
  "message-id",
  "values-json",
] as const;

/** How the cells of an attribute or a property are read. */
export const valueTypes = ["text", "number", "yes-no", "date", "json"] as const;
export type ValueType = (typeof valueTypes)[number];

export type FixedTarget = (typeof profileTargets)[number] | (typeof eventTargets)[number];
export type RepeatableTarget = (typeof repeatableTargets)[number];
/** What a column says of messages to the phone. */
export type TextTarget = (typeof textTargets)[number];
/** What a column says of emails. */
export type EmailTarget = Exclude<RepeatableTarget, TextTarget>;
export type Target = { kind: "fixed"; name: FixedTarget } | { kind: "value"; type: ValueType; name: string };

export const VALUE_NAME_MAX_CHARS = 100;

/** Reads a target as it is kept: "email", or "number:Lifetime value". Null for what is none of this kind of file. */
export function readTarget(kind: ImportKind, text: string): Target | null {
  const fixed = (kind === "profiles" ? profileTargets : eventTargets).find((name) => name === text);
  if (fixed) return { kind: "fixed", name: fixed };
  const colon = text.indexOf(":");
  const type = valueTypes.find((name) => name === text.slice(0, colon));
  const name = text.slice(colon + 1).trim();
  return type && name !== "" && name.length <= VALUE_NAME_MAX_CHARS ? { kind: "value", type, name } : null;
}

export function isRepeatable(name: string): name is RepeatableTarget {
  return repeatableTargets.some((one) => one === name);
}

export function isOfTexts(name: RepeatableTarget): name is TextTarget {
  return textTargets.some((one) => one === name);
}

/** What keeps a plan from being carried out, for the owner; null when nothing does. */
export function planProblem(
  kind: ImportKind,
  { columns, eventName }: { columns: (string | null)[]; eventName: string | null },
): Phrase | null {
  const chosen = columns.filter((target) => target !== null);
  if (chosen.some((target) => !readTarget(kind, target)))
    return phrase("A column is set to something that does not exist");
  const names = chosen.map((target) => target.replace(/^(text|number|yes-no|date|json):/, "value:"));
  const twice = names.find((name, index) => names.indexOf(name) !== index && !isRepeatable(name));
  if (twice)
    return phrase("Two columns are set to the same: {target}", { target: twice.replace("value:", "") });
  if (!chosen.includes("email") && !chosen.includes("external-id"))
    return phrase("Choose the column that says who it is: the email address or the customer number");
  if (kind === "profiles") return null;
  if (!chosen.includes("event") && !eventName)
    return phrase("Choose the column with the event’s name, or give one name for all");
  return chosen.includes("time") ? null : phrase("Choose the column that says when it happened");
}

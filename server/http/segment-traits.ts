import { Temporal } from "temporal-polyfill";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import type { Traits } from "#server/engine/intake.ts";
import { isTimeZone } from "#workflows/duration.ts";

const TEXT_MAX_CHARS = 300;
const ONE_LINE_TRAITS = ["name", "firstName", "lastName", "phone", "locale"];
/** Of what came in place of an address, as much as its owner needs to find the mistake. */
const BAD_EMAIL_MAX_CHARS = 100;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Segment's reserved traits become profile fields, all others attributes. A text says what cannot be taken. */
export function readTraits(traits: Record<string, unknown>): Traits | string {
  // Somebody's mistake or attack: in an email, what follows a line break could become another header.
  const broken = ONE_LINE_TRAITS.find((name) => hasLineBreak(traits[name]));
  if (broken) return `traits.${broken} has a line break in it`;
  const { email, phone, name, firstName, lastName, timezone, locale, ...attributes } = traits;
  const fields: Traits["fields"] = {};
  const address = typeof email === "string" ? email.trim().toLowerCase() : null;
  const hasAddress = address !== null && isEmailAddress(address);
  if (hasAddress) fields.email = address;
  const [first, last] = [text(firstName), text(lastName)];
  if (text(name)) fields.name = text(name);
  else if (first && last) fields.name = `${first} ${last}`;
  // Whether one part is the whole name, only the profile tells.
  else Object.assign(attributes, first && { firstName: first }, last && { lastName: last });
  const number = Number.isSafeInteger(phone) ? String(phone) : text(phone);
  if (number) fields.phone = number;
  if (text(locale)) fields.locale = text(locale);
  const zone = text(timezone);
  if (zone && isTimeZone(zone)) fields.timezone = zone;
  // Kept, so that the owner sees on the profile why its times are the shop's.
  else if (zone) attributes.timezone = zone;
  const others = { name, firstName, lastName, phone: number ? undefined : phone, timezone, locale };
  for (const [trait, value] of Object.entries(others)) if (isOtherThanText(value)) attributes[trait] = value;
  if (typeof attributes.birthday === "string") attributes.birthday = plainDate(attributes.birthday);
  // The rest of what the program knows is not lost for it, and the owner is told.
  return hasAddress ? { fields, attributes } : { fields, attributes, badEmail: shownEmail(email) };
}

/** What stands in place of an address, if anything. */
function shownEmail(email: unknown): string | undefined {
  return text(isOtherThanText(email) ? JSON.stringify(email) : email)?.slice(0, BAD_EMAIL_MAX_CHARS);
}

function hasLineBreak(value: unknown): boolean {
  return typeof value === "string" && LINE_BREAK.test(value);
}

/** Nothing that a field could hold, and yet something. */
function isOtherThanText(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== "string";
}

/** Text without control characters. */
function text(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const clean = value
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, TEXT_MAX_CHARS);
  return clean === "" ? undefined : clean;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const YEAR_FIRST = /^(?<year>\d{4})(?<sign>[-/.]?)(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?:[T ].*)?$/;
const DAY_FIRST = /^(?<day>\d{1,2})\.? (?<month>[a-z]{3,9}),? (?<year>\d{4})$/i;
const MONTH_FIRST = /^(?<month>[a-z]{3,9}) (?<day>\d{1,2}),? (?<year>\d{4})$/i;

/**
 * The day that a text names, as YYYY-MM-DD; the text itself where it names none for certain: nobody knows whether
 * 01/02/1990 is in January.
 */
function plainDate(said: string): string {
  const trimmed = said.trim();
  const parts = (YEAR_FIRST.exec(trimmed) ?? DAY_FIRST.exec(trimmed) ?? MONTH_FIRST.exec(trimmed))?.groups;
  if (!parts) return said;
  const { year, month = "", day } = parts;
  const number = Number(month) || MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  try {
    const date = { year: Number(year), month: number, day: Number(day) };
    return Temporal.PlainDate.from(date, { overflow: "reject" }).toString();
  } catch {
    return said;
  }
}

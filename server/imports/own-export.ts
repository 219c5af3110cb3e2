import type { ImportKind } from "#drizzle/tables.ts";
import { OTHER_ATTRIBUTES } from "#server/exports/format.ts";
import { sheets } from "#server/exports/sheets.ts";
import { type FixedTarget, VALUE_NAME_MAX_CHARS } from "./targets.ts";

type Targets = Readonly<Record<string, FixedTarget | null>>;

/** What the columns of an export of this program are, by the names of their values. */
const profileTargets: Record<keyof typeof sheets.profiles.columns, FixedTarget | null> = {
  id: null,
  externalId: "external-id",
  email: "email",
  emailConfirmed: "email-confirmed",
  phone: "phone",
  name: "name",
  timezone: "timezone",
  locale: "locale",
  createdAt: "created",
  emailConsent: "consent",
  consentTime: "consent-time",
  suppressed: "suppressed",
  smsConsent: "sms-consent",
  whatsappConsent: "whatsapp-consent",
};
/** Files that were exported before there were these columns are known without them. */
const ADDED_LATER = ["smsConsent", "whatsappConsent"];
/** Without their number here: what an event says tells it from others, on another server as well. */
const eventTargets: Record<keyof typeof sheets.events.columns, FixedTarget | null> = {
  profileId: null,
  externalId: "external-id",
  email: "email",
  emailConfirmed: "email-confirmed",
  event: "event",
  at: "time",
  receivedAt: null,
  properties: "values-json",
};

/** What each column means, where the headings are those of an export of this program; null where they are not. */
export function ownColumns(kind: ImportKind, headers: readonly string[]): (string | null)[] | null {
  const { columns } = kind === "profiles" ? sheets.profiles : sheets.events;
  const targets: Targets = kind === "profiles" ? profileTargets : eventTargets;
  const all = Object.entries<string>(columns);
  const isOf = (some: typeof all) => some.every(([, heading], index) => headers[index] === heading);
  const own = isOf(all) ? all : all.filter(([name]) => !ADDED_LATER.includes(name));
  if (!isOf(own)) return null;
  const fixed = own.map(([name]) => targets[name] ?? null);
  const others = headers
    .slice(own.length)
    .map((name) =>
      name === OTHER_ATTRIBUTES ? "values-json" : `json:${name.slice(0, VALUE_NAME_MAX_CHARS)}`,
    );
  return [...fixed, ...others];
}

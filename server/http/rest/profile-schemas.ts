import { z } from "zod";
import type { readProfileDetails } from "#server/store/profile-details.ts";
import { channels } from "#workflows/node.ts";
import { id, instant, shown, shownOrNull } from "./common-schemas.ts";

export const channel = z.enum(channels).meta({ examples: ["email"] });
const text = (example: string) =>
  z
    .string()
    .nullable()
    .meta({ examples: [example] });
export const attributes = z
  .record(z.string(), z.unknown())
  .describe("Whatever else is known of them, by names of your choice.")
  .meta({ examples: [{ plan: "gold" }] });

const fields = {
  id: id.describe("Rekindle's own id."),
  externalId: text("customer-1").describe("Your id."),
  email: text("ana@example.com"),
  emailClaimed: z
    .boolean()
    .describe(
      "Only a web page has named this address: neither a program of yours nor they have confirmed it.",
    ),
  name: text("Ana Silva"),
  phone: text("+351 900 000 000"),
  timezone: text("Europe/Lisbon").describe("IANA name; without one, the shop's is used."),
  locale: text("pt-PT"),
  attributes,
  createdAt: instant,
  updatedAt: instant,
  lastSeenAt: instant.nullable().describe("When they last did something, to the day."),
};

/** A customer in a list. */
export const profileSummary = z.strictObject(fields);

/** A customer with all that is kept with them. */
export const profile = z.strictObject({
  ...fields,
  anonymousIds: z
    .array(z.string())
    .describe("The browsers that were seen to be theirs.")
    .meta({ examples: [["browser-1"]] }),
  consents: z
    .array(
      z.strictObject({
        channel,
        topic: z.string().meta({ examples: ["marketing"] }),
        state: z.enum(["unknown", "pending", "granted", "withdrawn"]).meta({ examples: ["granted"] }),
        updatedAt: instant,
      }),
    )
    .describe("What they agreed to."),
  suppressed: z
    .array(z.strictObject({ channel, reason: z.string(), at: instant }))
    .describe("Addresses of theirs that are not written to any more, such as a mailbox that does not exist.")
    .meta({ examples: [[]] }),
  pushSubscriptions: z.int().describe("Browsers in which they get notifications."),
  tags: z
    .array(z.string())
    .describe("Words by which your team tells customers apart, in the order of their letters.")
    .meta({ examples: [["vip"]] }),
});

type Row = Omit<z.output<typeof profileSummary>, "createdAt" | "updatedAt" | "lastSeenAt"> & {
  createdAt: number;
  updatedAt: number;
  lastSeenAt: number | null;
};

export function showProfileSummary(row: Row): z.output<typeof profileSummary> {
  const { externalId, email, name, phone, timezone, locale } = row;
  return {
    id: row.id,
    externalId,
    email,
    emailClaimed: row.emailClaimed,
    name,
    phone,
    timezone,
    locale,
    attributes: row.attributes,
    createdAt: shown(row.createdAt),
    updatedAt: shown(row.updatedAt),
    lastSeenAt: shownOrNull(row.lastSeenAt),
  };
}

type Details = NonNullable<Awaited<ReturnType<typeof readProfileDetails>>>;

export function showProfile(details: Details & { tags: string[] }): z.output<typeof profile> {
  return {
    ...showProfileSummary(details),
    anonymousIds: details.anonymousIds,
    consents: details.consents.map((consent) => ({ ...consent, updatedAt: shown(consent.updatedAt) })),
    suppressed: details.suppressed.map((entry) => ({ ...entry, at: shown(entry.at) })),
    pushSubscriptions: details.pushSubscriptions,
    tags: details.tags,
  };
}

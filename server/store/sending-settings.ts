import { z } from "zod";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { PROVIDER_NAMES } from "#server/delivery/providers/config.ts";

export const IDENTITIES_MAX = 50;
const PER_MINUTE_MIN = 6;
const PER_MINUTE_MAX = 6000;
const PER_DAY_MAX = 10_000_000;

const address = z.string().trim().refine(isEmailAddress, "This is not an email address");

/** From whom emails come, and where answers go. */
export const identity = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z
    .string()
    .trim()
    .min(1, "Enter the name that customers see")
    .max(100)
    // They would end the name in a header, or begin another one.
    .regex(/^[^"<>\\\p{Cc}\u2028\u2029]*$/u, 'A name cannot hold line breaks, quotes or any of " < > \\'),
  address,
  /** Empty: answers go to the address. */
  replyTo: address.or(z.literal("")).default(""),
});
export type Identity = z.infer<typeof identity>;

export const senderSettings = z.object({
  identities: z.array(identity).max(IDENTITIES_MAX).default([]),
  /** Which one messages come from that name none; null: what the mail server or the service is set up with. */
  defaultId: z.string().nullable().default(null),
});

/** A sending service over HTTP. */
export const providerSettings = z.object({
  service: z.enum(PROVIDER_NAMES),
  from: z.string(),
  /** Its whole configuration as JSON, encrypted with the installation's key. */
  sealed: z.string(),
});

/** What mail over SMTP is signed with. */
export const dkimSettings = z.object({
  domain: z.string(),
  selector: z.string(),
  /** Encrypted with the installation's key. */
  sealedPrivateKey: z.string(),
  on: z.boolean(),
});

/** How many emails go out; null for no limit. */
export const paceSettings = z.object({
  perMinute: z
    .number()
    .int("Use a whole number")
    .min(PER_MINUTE_MIN, "At least 6 a minute")
    .max(PER_MINUTE_MAX, "At most 6,000 a minute")
    .nullable()
    .default(null),
  /** Marketing only, by the shop's calendar day: for a new address whose mail is not trusted yet. */
  perDay: z
    .number()
    .int("Use a whole number")
    .min(1, "At least 1 a day")
    .max(PER_DAY_MAX)
    .nullable()
    .default(null),
});

/** How many marketing emails were handed over on the day that began at `since`; kept while there is a daily limit. */
export const sentToday = z.object({ since: z.number(), used: z.number() });
export type SentToday = z.infer<typeof sentToday>;

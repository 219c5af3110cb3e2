import { z } from "zod";
import { PROVIDER_NAMES } from "#server/delivery/providers/config.ts";

/** Where sending services tell of what came back. */
export const bounceDoorSettings = z.object({
  /** The unguessable end of the address, encrypted. */
  sealedToken: z.string(),
  /** By which some services sign what they tell, encrypted. */
  sealedKeys: z.partialRecord(z.enum(PROVIDER_NAMES), z.string()).default({}),
});
export type BounceDoorSettings = z.infer<typeof bounceDoorSettings>;

/** The mailbox that returned emails come to, read by IMAP. */
export const bounceMailboxSettings = z.object({
  host: z.string(),
  port: z.number(),
  /** TLS from the start; without it the connection is made safe before anything is said, or given up. */
  secure: z.boolean(),
  user: z.string(),
  /** Encrypted with the installation's key. */
  sealedPassword: z.string(),
  folder: z.string(),
});
export type BounceMailboxSettings = z.infer<typeof bounceMailboxSettings>;

/** How far the mailbox has been read, and how that went last. */
export const bounceMailboxState = z.object({
  /** Numbers of another validity are of other mails. */
  uidValidity: z.string(),
  lastUid: z.number(),
  checkedAt: z.number(),
  /** Why it could not be read; null when it could. */
  problem: z
    .object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** How many returned emails have been found in all. */
  found: z.number(),
});
export type BounceMailboxState = z.infer<typeof bounceMailboxState>;

import { z } from "zod";
import { INEXACT_ID, isExactId } from "./exact-id.ts";

const ENDPOINT_MAX_CHARS = 2000;
const ID_MAX_CHARS = 200;
const KEY_MAX_CHARS = 200;
/** An uncompressed point of P-256 and the secret of RFC 8291. */
const PUBLIC_KEY_BYTES = 65;
const AUTH_SECRET_BYTES = 16;

const id = z
  .union([z.string(), z.number()])
  .refine(isExactId, INEXACT_ID)
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1, "is empty").max(ID_MAX_CHARS, `is longer than ${ID_MAX_CHARS} characters`));
const bytes = (length: number, what: string) =>
  z
    .string()
    .max(KEY_MAX_CHARS)
    .refine((text) => Buffer.from(text, "base64url").length === length, `is not ${what}`);
const endpoint = z
  .url({ protocol: /^https$/, error: "is not an https address" })
  .max(ENDPOINT_MAX_CHARS, `is longer than ${ENDPOINT_MAX_CHARS} characters`)
  .refine((text) => new URL(text).username === "" && new URL(text).password === "", "holds a password");
const subscription = z.object({
  endpoint,
  keys: z.object({
    p256dh: bytes(PUBLIC_KEY_BYTES, "a public key"),
    auth: bytes(AUTH_SECRET_BYTES, "a secret of 16 bytes"),
  }),
});
/** What a browser sends when it subscribes. */
export const subscribing = z.object({
  userId: id.nullish(),
  anonymousId: id.nullish(),
  subscription,
  /** The person said yes just now; false when a page only tells again what it knows. */
  agreed: z.boolean().default(true),
  /** The endpoint in whose place the browser has put this one. */
  replaces: z.string().max(ENDPOINT_MAX_CHARS).nullish(),
});
/** What it sends when it ends that. */
export const ending = z.object({ endpoint: z.string().max(ENDPOINT_MAX_CHARS) });

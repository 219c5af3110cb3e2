import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Keys } from "#server/keys.ts";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;
/** For so long after a change of the secret, notices are signed with the old one too. */
export const OLD_SECRET_SIGNS_MS = 24 * 3_600_000;

const sealed = z.object({
  secret: z.string(),
  previous: z.object({ secret: z.string(), until: z.number() }).nullable(),
});

/** The secrets of one outgoing hook. */
export type HookSecrets = z.infer<typeof sealed>;

export function newSecrets(): HookSecrets {
  return { secret: `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64")}`, previous: null };
}

/** Another secret; the one before goes on signing for a while, so that the receiver can change over. */
export function rotateSecrets(
  { secret: old }: HookSecrets,
  { secret }: HookSecrets,
  now: number,
): HookSecrets {
  return { secret, previous: { secret: old, until: now + OLD_SECRET_SIGNS_MS } };
}

export function sealSecrets(keys: Keys, secrets: HookSecrets): string {
  return keys.encrypt(JSON.stringify(secrets));
}

/** Throws when they were sealed with another installation's keys. */
export function openSecrets(keys: Keys, text: string): HookSecrets {
  return sealed.parse(JSON.parse(keys.decrypt(text)));
}

/** The headers that prove where a body comes from, after Standard Webhooks. The time is that of this try. */
export function signedHeaders(
  { secret, previous }: HookSecrets,
  { webhookId, body }: { webhookId: string; body: string },
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signing = previous && previous.until > now ? [secret, previous.secret] : [secret];
  const text = `${webhookId}.${timestamp}.${body}`;
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": timestamp,
    "webhook-signature": signing.map((each) => `v1,${signature(each, text)}`).join(" "),
  };
}

function signature(secret: string, text: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  return createHmac("sha256", key).update(text).digest("base64");
}

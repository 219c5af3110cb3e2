import { createHmac, randomBytes } from "node:crypto";

const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new secret to sign webhooks with, as Standard Webhooks writes them: `whsec_` and base64. */
export function makeWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/**
 * The `webhook-signature` of a message after Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
 * Null when the secret is not base64 (with or without `whsec_`).
 */
export function signWebhook(
  secret: string,
  message: { id: string; timestampSeconds: number; body: string },
): string | null {
  const key = secretBytes(secret);
  if (!key) return null;
  const content = `${message.id}.${message.timestampSeconds}.${message.body}`;
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}

function secretBytes(secret: string): Buffer | null {
  const text = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  return Buffer.from(text, "base64");
}

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Keys } from "#server/keys.ts";
import type { InAppSettings } from "#server/store/in-app-settings.ts";

/** The key that the shop's own server makes proofs with, in hex; derived, so that it is stored nowhere. */
export function inAppKey(keys: Keys, { keyVersion }: Pick<InAppSettings, "keyVersion">): string {
  return Buffer.from(keys.keyFor(`in-app-proof:${keyVersion}`), "base64").toString("hex");
}

/** What the shop's server writes into the page of somebody who is signed in: HMAC-SHA-256 of their id, in hex. */
export function inAppProof(key: string, userId: string): string {
  return createHmac("sha256", key).update(userId).digest("hex");
}

/** Whether the proof was made by somebody who has the key. How long the answer takes tells nothing of how near it was. */
export function isProven(key: string, userId: string, proof: string): boolean {
  const right = Buffer.from(inAppProof(key, userId));
  const given = Buffer.from(proof.toLowerCase());
  return right.length === given.length && timingSafeEqual(right, given);
}

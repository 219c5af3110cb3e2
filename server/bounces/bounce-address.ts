import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { ProviderName } from "#server/delivery/providers/config.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { publicUrl } from "#server/links.ts";
import type { BounceDoorSettings } from "#server/store/bounce-settings.ts";

/** As many bits as a key of AES-256: nobody finds an address by trying. */
const TOKEN_BYTES = 32;

/** The unguessable end of the address, sealed. */
export function makeBounceToken(keys: Keys): string {
  return keys.encrypt(randomBytes(TOKEN_BYTES).toString("base64url"));
}

/** The whole address that a sending service posts to. */
export function bounceAddress(
  env: Env,
  keys: Keys,
  { sealedToken }: Pick<BounceDoorSettings, "sealedToken">,
  service: ProviderName,
): string {
  return `${publicUrl(env)}/bounces/${service}/${keys.decrypt(sealedToken)}`;
}

/** Whether somebody knows the address; how long the answer takes tells nothing of it. */
export function isBounceToken(keys: Keys, door: BounceDoorSettings | null, token: string): boolean {
  if (door === null) return false;
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(keys.decrypt(door.sealedToken)), hash(token));
}

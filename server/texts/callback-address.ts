import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { publicUrl } from "#server/links.ts";
import type { TextingSettings } from "#server/store/texting-settings.ts";

/** As many bits as a key of AES-256: nobody finds an address by trying. */
const TOKEN_BYTES = 32;

/** The unguessable end of the address, sealed. */
export function makeCallbackToken(keys: Keys): string {
  return keys.encrypt(randomBytes(TOKEN_BYTES).toString("base64url"));
}

/** The whole address at which the service tells of answers and of what became of messages. */
export function callbackAddress(
  env: Env,
  keys: Keys,
  { sealedCallback }: Pick<TextingSettings, "sealedCallback">,
): string {
  return `${publicUrl(env)}/texts/${keys.decrypt(sealedCallback)}`;
}

/** Whether somebody knows the address; how long the answer takes tells nothing of it. */
export function isCallbackToken(
  keys: Keys,
  { sealedCallback }: Pick<TextingSettings, "sealedCallback">,
  token: string,
): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(keys.decrypt(sealedCallback)), hash(token));
}

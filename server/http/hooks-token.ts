import { createHash, randomBytes } from "node:crypto";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import { publicUrl } from "#server/links.ts";

/** As many bits as a key of AES-256: nobody finds an address by trying. */
const TOKEN_BYTES = 32;

/** The unguessable end of a new hook's address, as it is stored: a hash to find it by, and sealed to read it again. */
export function makeHookToken(keys: Keys): { tokenHash: string; sealedToken: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { tokenHash: hashHookToken(token), sealedToken: keys.encrypt(token) };
}

/** SHA-256. Hooks are looked up by it, so that the time of a look-up tells nothing about a token. */
export function hashHookToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The whole address that other programs post to. */
export function hookAddress(env: Env, keys: Keys, sealedToken: string): string {
  return `${publicUrl(env)}/hooks/${keys.decrypt(sealedToken)}`;
}

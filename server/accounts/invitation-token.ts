import { createHash, randomBytes } from "node:crypto";

export const INVITATION_LIFE_MS = 7 * 24 * 60 * 60_000;
const TOKEN_BYTES = 32;

/** Goes into the link, and nowhere else. */
export function newInvitationToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What is stored: the token is random, so a slow hash would add nothing. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

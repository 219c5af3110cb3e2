import type { Keys } from "#server/keys.ts";

const PURPOSE = "returned-message";

/**
 * What a message carries so that it is known again when it comes back. Signed, because a mailbox for returned mail takes
 * letters from everybody, and nobody is to have an address given up by a made-up one. Letters, digits, _ and - only: all
 * sending services take that as a tag.
 */
export function returnId(keys: Keys, messageId: number): string {
  return `${messageId}-${keys.sign(PURPOSE, String(messageId))}`;
}

/** The message that it stands for; null when it is not one of ours. */
export function readReturnId(keys: Keys, text: string): number | null {
  const [, id, signature] = /^(\d{1,15})-([\w-]{43})$/.exec(text.trim()) ?? [];
  if (id === undefined || signature === undefined) return null;
  return keys.isSigned(PURPOSE, id, signature) ? Number(id) : null;
}

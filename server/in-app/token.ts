import type { Keys } from "#server/keys.ts";

const PURPOSE = "in-app-message";

/**
 * What a page knows a message by. Whoever has it may tell what happened to the message and nothing else; it is given to
 * nobody who may not read the message.
 */
export function messageToken(keys: Keys, messageId: number): string {
  const payload = messageId.toString(36);
  return `${payload}.${keys.sign(PURPOSE, payload)}`;
}

/** The message that a token stands for; null when it is not one of ours. */
export function readMessageToken(keys: Keys, token: string): number | null {
  const [payload, signature, ...more] = token.split(".");
  if (!payload || !signature || more.length > 0) return null;
  return keys.isSigned(PURPOSE, payload, signature) ? Number.parseInt(payload, 36) : null;
}

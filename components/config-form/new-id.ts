const RANDOM_BYTES = 5;

/**
 * "send-email-3f9a0c12de": never used before, not even by something deleted, which earlier versions and the people in
 * them still remember. Not `crypto.randomUUID`, which browsers offer on HTTPS only.
 */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

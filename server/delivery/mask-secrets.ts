import { MASK } from "#workflows/mask.ts";
import type { OutcomeValues } from "./outcome.ts";

/** A text that another program wrote, without our secrets: some repeat what they were sent. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return spellings(secrets).reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

export function maskValues(values: OutcomeValues, secrets: readonly string[]): OutcomeValues {
  if (secrets.length === 0) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? maskSecrets(value, secrets) : value,
    ]),
  );
}

/** The longest first, so that a secret within another does not leave the rest of it to be read. */
function spellings(secrets: readonly string[]): string[] {
  const all = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return [...new Set(all)].filter((text) => text !== "").sort((a, b) => b.length - a.length);
}

import { isEmailAddress } from "#server/delivery/email-address.ts";
import type { HookPerson } from "#server/store/hooks.ts";
import { readPath } from "#workflows/condition.ts";

const ID_MAX_CHARS = 200;

/** Exactly one of the two is set. */
export type NamedPerson = { externalId: string | null; email: string | null };

/** Reads whom a body is about. A text says, without repeating the value, why nobody can be found there. */
export function readPerson(
  { personKind, personPath }: HookPerson,
  body: Record<string, unknown>,
): NamedPerson | string {
  const value = valueAt(body, personPath);
  const where = `“${personPath}”`;
  const what = personKind === "email" ? "the person's email address" : "the person's customer number";
  if (value === undefined || value === null || value === "")
    return `${where} is missing from the body; it must hold ${what}`;
  if (personKind === "email") {
    const email = typeof value === "string" ? value.trim().toLowerCase() : "";
    return isEmailAddress(email) ? { externalId: null, email } : `${where} is not an email address`;
  }
  // Two customers whose numbers differ only in the last digits would become one.
  if (typeof value === "number" && !Number.isSafeInteger(value))
    return `${where} is a number that cannot be kept exactly; send it as text`;
  const externalId = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  if (externalId === "") return `${where} is not a customer number: it must be text or a number`;
  if (externalId.length > ID_MAX_CHARS) return `${where} is longer than ${ID_MAX_CHARS} characters`;
  return { externalId, email: null };
}

/** Forms have flat names that may hold dots themselves. */
function valueAt(body: Record<string, unknown>, path: string): unknown {
  return Object.hasOwn(body, path) ? body[path] : readPath(body, path);
}

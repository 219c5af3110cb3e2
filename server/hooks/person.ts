import { isEmailAddress } from "#server/delivery/email-address.ts";
import type { HookPerson } from "#server/store/hooks.ts";
import type { NamedPerson } from "#server/store/named-person.ts";
import type { Reason } from "#workflows/reasons.ts";
import { type HookRequest, valueAt } from "./request.ts";

const CUSTOMER_ID_MAX_CHARS = 200;

/** Reads whom a request is about; or why, without repeating the value, nobody can be found there. */
export function readPerson(
  { personKind, personPath: path }: HookPerson,
  request: HookRequest,
): NamedPerson | Reason {
  const value = valueAt(request, path);
  const values = { path };
  const isMissing = value === undefined || value === null || value === "";
  if (personKind === "email") {
    if (isMissing) return { code: "hook.no-email", values };
    const email = typeof value === "string" ? value.trim().toLowerCase() : "";
    return isEmailAddress(email) ? { externalId: null, email } : { code: "hook.bad-email", values };
  }
  if (isMissing) return { code: "hook.no-customer", values };
  // Two customers whose numbers differ only in the last digits would become one.
  if (typeof value === "number" && !Number.isSafeInteger(value))
    return { code: "hook.inexact-customer", values };
  const externalId = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  if (externalId === "") return { code: "hook.bad-customer", values };
  if (externalId.length > CUSTOMER_ID_MAX_CHARS)
    return { code: "hook.long-customer", values: { path, max: CUSTOMER_ID_MAX_CHARS } };
  return { externalId, email: null };
}

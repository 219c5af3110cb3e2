import { RETURN_HEADER } from "#server/delivery/email.ts";
import { RETURN_TAG } from "#server/delivery/providers/provider.ts";
import { type ProofRequest, whyUnproven } from "#server/hooks/proof.ts";
import { type Json, listOf, objectOf, type ToldBounce, told, toldComplaint } from "./told-bounce.ts";

/** Resend's webhooks `email.bounced` and `email.complained`. */
export function readResend(json: unknown): ToldBounce[] {
  const { type, data } = objectOf(json);
  const email = objectOf(data);
  const id = idOf(email);
  if (type === "email.complained") return [toldComplaint(id)];
  if (type !== "email.bounced") return [];
  const bounce = objectOf(email.bounce);
  const said: unknown[] = Array.isArray(bounce.diagnosticCode) ? bounce.diagnosticCode.slice(0, 1) : [];
  const hint = bounce.type === "Permanent" ? "hard" : "soft";
  return [told(id, { texts: [bounce.message, ...said], hint })];
}

/** Tags come as an object or as a list of pairs, by the age of the webhook. */
function idOf(email: Json): unknown {
  const pairs = [...listOf(email.tags), ...listOf(email.headers)];
  const pair = pairs.find(
    ({ name }) => name === RETURN_TAG || String(name).toLowerCase() === RETURN_HEADER.toLowerCase(),
  );
  return objectOf(email.tags)[RETURN_TAG] ?? pair?.value;
}

/** Whether Resend signed it, after Standard Webhooks under the older names of the headers. */
export function isSignedByResend(secret: string, request: ProofRequest, now: number): boolean {
  return whyUnproven({ scheme: "standard-webhooks", schemeOptions: null }, secret, request, now) === null;
}

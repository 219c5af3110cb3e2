import type { IncomingHttpHeaders } from "node:http";
import { STRIPE_SIGNATURE_HEADER, stripeTime } from "./proof.ts";

/** Stands where a secret was. */
export const HIDDEN = "(hidden)";

const SECRET_NAME = /auth|cookie|signature|hmac|secret|token|password|credential|api-?key/;

/** Whether a header of this name, in small letters, may hold what lets somebody in or proves who sent it. */
export function isSecretHeader(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Headers by their names in small letters; one that comes several times is joined as HTTP joins them. */
export function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** The same headers as they may be kept and shown. `secret` is the one that carries this hook's proof, if any does. */
export function safeHeaders(headers: Record<string, string>, secret: string | null): Record<string, string> {
  const hidden = secret?.toLowerCase();
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretHeader(name) || name === hidden ? hide(name, value) : value,
    ]),
  );
}

/** The time in Stripe's signature is no secret, and a part of what the request is remembered by. */
function hide(name: string, value: string): string {
  const time = name === STRIPE_SIGNATURE_HEADER ? stripeTime(value) : null;
  return time === null ? HIDDEN : `t=${time},${HIDDEN}`;
}

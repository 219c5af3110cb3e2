import { createHash } from "node:crypto";
import type { HookScheme } from "#drizzle/tables.ts";
import type { Hook } from "#server/store/hooks.ts";
import { STRIPE_SIGNATURE_HEADER, standardId, stripeTime } from "./proof.ts";
import { type HookRequest, textAt } from "./request.ts";

export const REQUEST_ID_MAX_CHARS = 255;
const ID_HEADERS = [
  "webhook-id",
  "svix-id",
  "idempotency-key",
  "x-shopify-webhook-id",
  "x-github-delivery",
] as const;

/** Schemes whose signature says nothing about an id or a time outside the body. */
const SIGNED_BODY_ALONE: ReadonlySet<HookScheme> = new Set(["hmac", "shopify", "github"]);

type HookIds = Pick<Hook, "scheme" | "idPath">;

/**
 * What the sender knows a request by, so that it can send it again without harm: what stands where the owner chose, or
 * else where the usual programs put it.
 */
export function readRequestId({ scheme, idPath }: HookIds, request: HookRequest): string | null {
  const chosen = idPath === null ? null : textAt(request, idPath);
  if (chosen !== null) return chosen;
  // The id of Stripe's event; it has no header for it.
  if (scheme === "stripe" && typeof request.body.id === "string") return request.body.id.trim() || null;
  const signed = scheme === "standard-webhooks" ? standardId(request.headers) : null;
  return signed ?? readHeaderId(request.headers);
}

/** As far as it can be told from the headers alone. */
export function readHeaderId(headers: Record<string, string>): string | null {
  for (const name of ID_HEADERS) {
    const value = headers[name]?.trim();
    if (value) return value;
  }
  return null;
}

/**
 * The body as an id of its own, for schemes that sign nothing but the body: whoever has recorded a request could send
 * it again under other headers, which nobody signed, and it would count again. So no header is part of this, neither an
 * id nor the kind of event, and it is looked at beside any other id. The price: a sender that means the same body twice
 * is counted once for as long as ids are remembered, because nothing signed tells the second from a recorded first; it
 * must put an id or a time into the body. Null where the signature covers an id or a time, or there is none.
 */
export function readBodyId({ scheme }: Pick<Hook, "scheme">, text: string): string | null {
  return SIGNED_BODY_ALONE.has(scheme) ? hash(text) : null;
}

/**
 * What the signature covers beside the body, as an id of its own: the id of Standard Webhooks, or Stripe's time with the
 * body. Whoever has recorded a request could send it again, for as long as its signature is young enough, under another
 * id that nobody signed; so this is looked at beside any other id. Null where there is nothing of that kind.
 */
export function readSignedId(
  { scheme }: Pick<Hook, "scheme">,
  headers: Record<string, string>,
  text: string,
): string | null {
  if (scheme === "standard-webhooks") {
    const id = standardId(headers);
    return id === null ? null : hash(id);
  }
  const time = scheme === "stripe" ? stripeTime(headers[STRIPE_SIGNATURE_HEADER]) : null;
  return time === null ? null : hash(`${time}.${text}`);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

import { createHmac, timingSafeEqual } from "node:crypto";

/** What links in a message need to tell when they are followed; plain data, so that worker threads can sign. */
export interface Tracking {
  /** What links start with, without a slash at the end: `https://mail.shop.example`. */
  origin: string;
  messageId: number;
  /** Base64 of the key for tracking alone. */
  secret: string;
}

/** Longer addresses stay as they are: wrapped, they would be longer than what some mail programs follow. */
export const TRACKED_URL_MAX_CHARS = 2_000;
/** What a door reads at most: the longest address in base64, the message's id and the signature. */
export const TOKEN_MAX_CHARS = 2_800;
const SIGNATURE_BYTES = 16;

type Kind = "click" | "open";

/**
 * A link that notes the click and leads on to the address. Everything is in the link, so nothing is stored for it and
 * it works for as long as the installation's keys are kept. An address that cannot be followed by a redirect, because
 * it is not http(s), is too long, or leads to this server itself (unsubscribing, confirming), comes back as it is.
 */
export function clickLink(tracking: Tracking, url: string): string {
  const target = webAddress(url);
  if (target === null || isOwnAddress(tracking.origin, url)) return url;
  const payload = Buffer.from(`${tracking.messageId} ${target}`).toString("base64url");
  return `${tracking.origin}/c/${payload}.${sign(tracking.secret, "click", payload)}`;
}

/** The address of the picture that notes that a message was opened. */
export function openPixel({ origin, messageId, secret }: Tracking): string {
  const payload = messageId.toString(36);
  return `${origin}/o/${payload}.${sign(secret, "open", payload)}.gif`;
}

/** What a token behind `/c/` stands for; null when it was not made with this key. */
export function readClick(secret: string, token: string): { messageId: number; url: string } | null {
  const payload = readSigned(secret, "click", token);
  if (payload === null) return null;
  const [, id, url] = /^(\d+) (.+)$/s.exec(Buffer.from(payload, "base64url").toString("utf8")) ?? [];
  const target = url === undefined ? null : webAddress(url);
  return target === null ? null : { messageId: Number(id), url: target };
}

/** What a token behind `/o/`, without `.gif`, stands for; null when it was not made with this key. */
export function readOpen(secret: string, token: string): { messageId: number } | null {
  const payload = readSigned(secret, "open", token);
  return payload === null ? null : { messageId: Number.parseInt(payload, 36) };
}

/** Whether an address is one of this server's own pages: such links are what a person relies on to work. */
export function isOwnAddress(origin: string, url: string): boolean {
  const own = URL.parse(origin);
  const other = URL.parse(url.trim());
  if (!own || !other || own.origin !== other.origin) return false;
  return `${other.pathname}/`.startsWith(`${own.pathname.replace(/\/+$/, "")}/`);
}

/** The address as a Location header can hold it; null when it is not one of the web, or too long. */
function webAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return url.href.length > TRACKED_URL_MAX_CHARS ? null : url.href;
}

function readSigned(secret: string, kind: Kind, token: string): string | null {
  if (token.length > TOKEN_MAX_CHARS) return null;
  const [payload, signature, ...more] = token.split(".");
  if (!payload || !signature || more.length > 0) return null;
  const right = Buffer.from(sign(secret, kind, payload));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given) ? payload : null;
}

/** HMAC-SHA-256, cut to 128 bits (RFC 2104, section 5): links stay short, and nobody can guess one. */
function sign(secret: string, kind: Kind, payload: string): string {
  return createHmac("sha256", Buffer.from(secret, "base64"))
    .update(`${kind}\n${payload}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES)
    .toString("base64url");
}

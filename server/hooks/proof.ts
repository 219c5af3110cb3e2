import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HookScheme, HookSchemeOptions } from "#drizzle/tables.ts";
import type { Reason } from "#workflows/reasons.ts";

/** A signature's time may be so far off, as the schemes that have one recommend. */
export const SIGNATURE_TOLERANCE_MS = 5 * 60_000;
/** Signatures in one header: several stand there while a sender changes its secret. More would be somebody trying. */
const SIGNATURES_MAX = 20;
const SECRET_PREFIX = "whsec_";
export const STRIPE_SIGNATURE_HEADER = "stripe-signature";
export const DEFAULT_SIGNATURE_HEADER = "x-signature";

export interface ProofRequest {
  /** Names in small letters. */
  headers: Record<string, string>;
  /** The body as it came over the wire. */
  bytes: Buffer;
}

interface HookScheming {
  scheme: HookScheme;
  schemeOptions: HookSchemeOptions | null;
}

/** Null when the request proves that it comes from whoever knows the secret, else why it does not. */
export function whyUnproven(
  { scheme, schemeOptions }: HookScheming,
  secret: string | null,
  request: ProofRequest,
  now: number,
): Reason | null {
  if (scheme === "none") return null;
  if (!secret) return { code: "hook.no-secret" };
  const options = schemeOptions ?? {};
  switch (scheme) {
    case "standard-webhooks":
      return checkStandard(secret, request, now);
    case "stripe":
      return checkStripe(secret, request, now);
    case "shopify":
      return checkHmac(secret, request, { header: "x-shopify-hmac-sha256", encoding: "base64" });
    case "github":
      return checkHmac(secret, request, { header: "x-hub-signature-256", prefix: "sha256=" });
    case "hmac":
      return checkHmac(secret, request, options);
    case "basic":
      return checkAuthorization("basic", Buffer.from(`${options.username ?? ""}:${secret}`), request);
    case "bearer":
      return checkAuthorization("bearer", Buffer.from(secret), request);
  }
}

/** The header that carries the proof, beside those whose names tell; null when none does. */
export function proofHeader({ scheme, schemeOptions }: HookScheming): string | null {
  return scheme === "hmac" ? (schemeOptions?.header ?? DEFAULT_SIGNATURE_HEADER).toLowerCase() : null;
}

/** The bytes of a secret of Standard Webhooks, with or without its prefix; null when it is not base64. */
export function standardSecret(secret: string): Buffer | null {
  const text = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  const bytes = decode(text, "base64");
  return bytes && bytes.length > 0 ? bytes : null;
}

/** What its signature calls a request of Standard Webhooks, whatever else stands in its headers; null when nothing does. */
export function standardId(headers: Record<string, string>): string | null {
  return headers[`${standardBrand(headers)}-id`] || null;
}

/** When Stripe says in its header that a request was signed, in seconds as they stand there; null when it does not. */
export function stripeTime(header: string | undefined): string | null {
  const time = stripeParts(header).find(([name]) => name === "t")?.[1];
  return readSeconds(time) === null ? null : time!;
}

/** Svix, where Standard Webhooks come from, calls the same headers otherwise. */
function standardBrand(headers: Record<string, string>): "svix" | "webhook" {
  return headers["webhook-signature"] === undefined && headers["svix-signature"] ? "svix" : "webhook";
}

function checkStandard(secret: string, { headers, bytes }: ProofRequest, now: number): Reason | null {
  const key = standardSecret(secret);
  if (!key) return { code: "hook.no-secret" };
  const brand = standardBrand(headers);
  const id = standardId(headers);
  const [time, given] = ["timestamp", "signature"].map((part) => headers[`${brand}-${part}`]);
  if (!id) return missing(`${brand}-id`);
  const seconds = readSeconds(time);
  if (seconds === null) return missing(`${brand}-timestamp`);
  const signatures = (given ?? "").split(" ").flatMap((entry) => entry.match(/^v1,(.+)$/)?.[1] ?? []);
  if (signatures.length === 0) return missing(`${brand}-signature`);
  const right = createHmac("sha256", key).update(`${id}.${time}.`).update(bytes).digest();
  return isAny(signatures, "base64", right) ? checkTime(seconds, now) : { code: "hook.wrong-signature" };
}

/** https://docs.stripe.com/webhooks#verify-manually */
function checkStripe(secret: string, { headers, bytes }: ProofRequest, now: number): Reason | null {
  const header = headers[STRIPE_SIGNATURE_HEADER];
  const time = stripeTime(header);
  const signatures = stripeParts(header).flatMap(([name, value]) => (name === "v1" && value ? [value] : []));
  if (time === null || signatures.length === 0) return missing(STRIPE_SIGNATURE_HEADER);
  const right = createHmac("sha256", secret).update(`${time}.`).update(bytes).digest();
  return isAny(signatures, "hex", right) ? checkTime(Number(time), now) : { code: "hook.wrong-signature" };
}

function stripeParts(header = ""): string[][] {
  return header.split(",").map((part) => part.trim().split("=", 2));
}

/** A signature over nothing but the body. */
function checkHmac(
  secret: string,
  { headers, bytes }: ProofRequest,
  {
    header = DEFAULT_SIGNATURE_HEADER,
    algorithm = "sha256",
    encoding = "hex",
    prefix = "",
  }: HookSchemeOptions,
): Reason | null {
  const given = headers[header.toLowerCase()]?.trim();
  if (!given?.startsWith(prefix) || given.length === prefix.length) return missing(header);
  const right = createHmac(algorithm, secret).update(bytes).digest();
  return isAny([given.slice(prefix.length)], encoding, right) ? null : { code: "hook.wrong-signature" };
}

function checkAuthorization(
  kind: "basic" | "bearer",
  right: Buffer,
  { headers }: ProofRequest,
): Reason | null {
  const [, given, credentials] = (headers.authorization ?? "").match(/^(\S+)\s+(\S+)\s*$/) ?? [];
  if (given?.toLowerCase() !== kind || !credentials) return { code: "hook.no-credentials" };
  const sent = kind === "basic" ? decode(credentials, "base64") : Buffer.from(credentials);
  // Hashes have one length, so the time of the comparison does not tell that of the secret.
  const isRight = sent !== null && timingSafeEqual(sha256(sent), sha256(right));
  return isRight ? null : { code: "hook.wrong-credentials" };
}

function isAny(signatures: string[], encoding: "hex" | "base64", right: Buffer): boolean {
  return signatures.slice(0, SIGNATURES_MAX).some((text) => {
    const given = decode(text, encoding);
    return given !== null && given.length === right.length && timingSafeEqual(given, right);
  });
}

/** Node's own decoding passes over what does not belong there. */
function decode(text: string, encoding: "hex" | "base64"): Buffer | null {
  const isWhole = encoding === "hex" ? /^([0-9a-f]{2})*$/i.test(text) : /^[\w+/-]*={0,2}$/.test(text);
  return isWhole ? Buffer.from(text, encoding) : null;
}

function readSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** Only after the signature: what stands in a time that nobody signed says nothing. */
function checkTime(seconds: number, now: number): Reason | null {
  if (Math.abs(now - seconds * 1000) <= SIGNATURE_TOLERANCE_MS) return null;
  return { code: "hook.old-signature", values: { minutes: SIGNATURE_TOLERANCE_MS / 60_000 } };
}

function missing(header: string): Reason {
  return { code: "hook.no-signature", values: { header } };
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}

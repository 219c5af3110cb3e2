import { createHash } from "node:crypto";
import webpush from "web-push";
import type { PushUrgency } from "#workflows/effect-content.ts";
import type { GuardedHttp, HttpResult } from "./guarded-http.ts";
import type { DeliveryOutcome, OutcomeValues } from "./outcome.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Plain text that still fits the 4,096 encrypted bytes every push service must accept (RFC 8291). */
export const PUSH_PAYLOAD_MAX_BYTES = 3_993;
/** RFC 8030, section 5.4. */
const TOPIC_MAX_CHARS = 32;
const PUBLIC_KEY_BYTES = 65;
const UNCOMPRESSED_POINT = 4;
const AUTH_SECRET_MIN_BYTES = 16;
const ANSWER_MAX_CHARS = 300;

/** What a browser's `PushSubscription.toJSON()` holds. */
export type PushSubscription = { endpoint: string; keys: { p256dh: string; auth: string } };

export type VapidKeys = { publicKey: string; privateKey: string };

export type PushRequest = {
  subscription: PushSubscription;
  /** Read by the service worker; usually JSON. At most `PUSH_PAYLOAD_MAX_BYTES` as UTF-8. */
  payload: string;
  /** `subject` is a `mailto:` or `https:` address at which a push service can reach the shop. */
  vapid: VapidKeys & { subject: string };
  /** How long the push service keeps the message for a device that is offline. */
  ttlSeconds: number;
  /** How much of a saving device's battery it is worth. */
  urgency: PushUrgency;
  /** Takes the place of a message with the same one that still waits for the device; see `pushTopic`. */
  topic: string | null;
};

/** A new pair of keys that identifies this shop to push services, as URL-safe base64. */
export function makeVapidKeys(): VapidKeys {
  return webpush.generateVAPIDKeys();
}

/** A name as the Topic header can hold it: 32 characters of URL-safe base64; any other name becomes its hash. */
export function pushTopic(name: string): string {
  if (name.length <= TOPIC_MAX_CHARS && /^[\w-]+$/.test(name)) return name;
  return createHash("sha256").update(name).digest("base64url").slice(0, TOPIC_MAX_CHARS);
}

/** Why a payload cannot be sent; null when every browser takes one of this length. */
export function tooLong(payload: string): { code: "push.too-long"; values: OutcomeValues } | null {
  const bytes = Buffer.byteLength(payload);
  if (bytes <= PUSH_PAYLOAD_MAX_BYTES) return null;
  return { code: "push.too-long", values: { bytes, maxBytes: PUSH_PAYLOAD_MAX_BYTES } };
}

/**
 * Encrypts and hands one message to the subscription's push service. `suppress` in the outcome means that the
 * subscription is gone and must be deleted. `now` is epoch milliseconds.
 */
export async function sendWebPush(
  request: PushRequest,
  { client, now }: { client: GuardedHttp; now: number },
): Promise<DeliveryOutcome> {
  const excess = tooLong(request.payload);
  if (excess) return { kind: "failed", ...excess };
  if (!isUsable(request.subscription)) {
    return { kind: "failed", code: "push.bad-subscription", values: {}, suppress: true };
  }
  const sealed = seal(request);
  if ("reason" in sealed)
    return { kind: "failed", code: "push.bad-request", values: { reason: sealed.reason } };
  // A redirect is not followed: the signature is for this origin alone.
  const result = await client.request({ ...sealed, redirectsMax: 0 });
  return outcomeOf(result, Buffer.byteLength(request.payload), now);
}

function isUsable({ endpoint, keys }: PushSubscription): boolean {
  const publicKey = Buffer.from(keys.p256dh, "base64url");
  return (
    URL.canParse(endpoint) &&
    publicKey.length === PUBLIC_KEY_BYTES &&
    publicKey[0] === UNCOMPRESSED_POINT &&
    Buffer.from(keys.auth, "base64url").length >= AUTH_SECRET_MIN_BYTES
  );
}

type Sealed = { url: string; method: string; headers: Record<string, string>; body: Buffer };

function seal(request: PushRequest): Sealed | { reason: string } {
  try {
    const details = webpush.generateRequestDetails(request.subscription, request.payload, {
      vapidDetails: request.vapid,
      TTL: request.ttlSeconds,
      urgency: request.urgency,
      ...(request.topic !== null && { topic: request.topic }),
      contentEncoding: "aes128gcm",
    });
    const headers = Object.entries(details.headers).map(([name, value]) => [name, String(value)]);
    return {
      url: details.endpoint,
      method: details.method,
      headers: Object.fromEntries(headers),
      body: details.body ?? Buffer.alloc(0),
    };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function outcomeOf(result: HttpResult, bytes: number, now: number): DeliveryOutcome {
  switch (result.kind) {
    case "refused":
      return { kind: "failed", code: `push.${result.code}`, values: result.values };
    case "no-connection":
      return { kind: "retry", code: "push.no-connection", values: result.values };
    case "interrupted":
      return { kind: "unknown", code: `push.${result.code}`, values: result.values };
    case "response":
      return outcomeOfStatus(result, bytes, now);
  }
}

/**
 * What a push service means (RFC 8030): the subscription ends only with 404 and 410. A key that is refused says that
 * this server's keys were changed, which can be undone; a subscription that was thrown away cannot.
 */
function outcomeOfStatus(
  { status, headers, body, ms }: Extract<HttpResult, { kind: "response" }>,
  bytes: number,
  now: number,
): DeliveryOutcome {
  const answer = body.trim().slice(0, ANSWER_MAX_CHARS);
  const values: OutcomeValues = { status, ...(answer && { answer }) };
  if (status >= 200 && status < 300) {
    const providerId = headers.location;
    return { kind: "sent", detail: { status, ms }, ...(providerId ? { providerId } : {}) };
  }
  if (status === 404 || status === 410) return { kind: "failed", code: "push.gone", values, suppress: true };
  if (status === 401 || status === 403) return { kind: "failed", code: "push.vapid-refused", values };
  if (status === 413)
    return { kind: "failed", code: "push.too-long-for-service", values: { ...values, bytes } };
  if (status === 429 || status >= 500) {
    const wait = retryAfterMs(headers["retry-after"], now);
    return {
      kind: "retry",
      code: "push.status",
      values,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  return { kind: "failed", code: "push.refused", values };
}

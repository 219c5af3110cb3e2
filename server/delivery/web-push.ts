import webpush from "web-push";
import type { GuardedHttp, HttpResult } from "./guarded-http.ts";
import type { DeliveryOutcome, OutcomeValues } from "./outcome.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Plain text that still fits the 4,096 encrypted bytes every push service must accept (RFC 8291). */
export const PUSH_PAYLOAD_MAX_BYTES = 3_993;
const PUBLIC_KEY_BYTES = 65;
const UNCOMPRESSED_POINT = 4;
const AUTH_SECRET_MIN_BYTES = 16;

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
};

/** A new pair of keys that identifies this shop to push services, as URL-safe base64. */
export function makeVapidKeys(): VapidKeys {
  return webpush.generateVAPIDKeys();
}

/**
 * Encrypts and hands one message to the subscription's push service. `suppress` in the outcome means that the
 * subscription is gone and must be deleted. `now` is epoch milliseconds.
 */
export async function sendWebPush(
  request: PushRequest,
  { client, now }: { client: GuardedHttp; now: number },
): Promise<DeliveryOutcome> {
  const bytes = Buffer.byteLength(request.payload);
  if (bytes > PUSH_PAYLOAD_MAX_BYTES) {
    return { kind: "failed", code: "push.too-long", values: { bytes, maxBytes: PUSH_PAYLOAD_MAX_BYTES } };
  }
  if (!isUsable(request.subscription)) {
    return { kind: "failed", code: "push.bad-subscription", values: {}, suppress: true };
  }
  const sealed = seal(request);
  if ("reason" in sealed)
    return { kind: "failed", code: "push.bad-request", values: { reason: sealed.reason } };
  // A redirect is not followed: the signature is for this origin alone.
  return outcomeOf(await client.request({ ...sealed, redirectsMax: 0 }), now);
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
      urgency: "normal",
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

function outcomeOf(result: HttpResult, now: number): DeliveryOutcome {
  switch (result.kind) {
    case "refused":
      return { kind: "failed", code: `push.${result.code}`, values: result.values };
    case "no-connection":
      return { kind: "retry", code: "push.no-connection", values: result.values };
    case "interrupted":
      return { kind: "unknown", code: `push.${result.code}`, values: result.values };
    case "response":
      return outcomeOfStatus(result, now);
  }
}

function outcomeOfStatus(result: Extract<HttpResult, { kind: "response" }>, now: number): DeliveryOutcome {
  const { status, headers } = result;
  const values: OutcomeValues = { status, answer: result.body.slice(0, 300) };
  if (status >= 200 && status < 300) {
    const providerId = headers.location;
    return { kind: "sent", detail: { status, ms: result.ms }, ...(providerId ? { providerId } : {}) };
  }
  if (status === 404 || status === 410) return { kind: "failed", code: "push.gone", values, suppress: true };
  if (status === 401 || status === 403) return { kind: "failed", code: "push.vapid-refused", values };
  if (status === 413) return { kind: "failed", code: "push.too-long-for-service", values };
  if (status === 429 || status >= 500) {
    const wait = retryAfterMs(headers["retry-after"], now);
    return {
      kind: "retry",
      code: "push.status",
      values,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  return { kind: "failed", code: "push.status", values };
}

import { type HookSecrets, signedHeaders } from "#server/notices/secret.ts";
import { type GuardedHttp, type HttpResult, lowerCaseNames } from "./guarded-http.ts";
import { maskSecrets, maskValues } from "./mask-secrets.ts";
import type { DeliveryOutcome, OutcomeValues } from "./outcome.ts";
import { retryAfterMs } from "./retry-after.ts";

export const WEBHOOK_BODY_MAX_BYTES = 256 * 1024;
export const WEBHOOK_HEADERS_MAX = 50;
export const WEBHOOK_HEADER_VALUE_MAX_CHARS = 4_096;
/** How much of an answer's body is shown in the history. */
const ANSWER_SHOWN_MAX_CHARS = 300;

export const WEBHOOK_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type WebhookMethod = (typeof WEBHOOK_METHODS)[number];

export type WebhookRequest = {
  url: string;
  method: WebhookMethod;
  /** The owner's own headers, such as Authorization. */
  headers?: Record<string, string>;
  /** Rendered JSON, or any text with its own content-type header. Not sent with GET. */
  body?: string;
  /** The message's key: becomes `webhook-id`, the same on every retry, so that a receiver recognises repeats. */
  key: string;
  /** For the whole exchange; the client's own limits by default. */
  timeoutMs?: number;
  /** What stands in the address and the headers and must not be shown if it comes back. */
  secrets?: readonly string[];
};

/** One call, told without the secrets in it. */
export interface WebhookCall {
  outcome: DeliveryOutcome;
  /** Null when no answer came, or nothing was sent. */
  response: WebhookResponse | null;
  /** The headers beside the owner's own; empty when nothing was sent. */
  ownHeaders: Record<string, string>;
}

export interface WebhookResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Not all of the body came, or was read. */
  truncated: boolean;
  ms: number;
}

/** Set by us, or by the connection; an owner's header of that name would contradict it. */
const OWN_HEADERS = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const OWN_HEADER_PREFIX = /^(webhook-|proxy-)/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Calls a webhook once, signed after Standard Webhooks. Trying again is safe even after a time-out, because the receiver
 * can recognise `webhook-id`. `now` is epoch milliseconds.
 */
export async function sendWebhook(
  request: WebhookRequest,
  { client, signing, now }: { client: GuardedHttp; signing: HookSecrets; now: number },
): Promise<WebhookCall> {
  const problem = requestProblem(request);
  if (problem) return { outcome: { kind: "failed", ...problem }, response: null, ownHeaders: {} };
  const body = request.method === "GET" ? "" : (request.body ?? "");
  const theirs = lowerCaseNames(request.headers ?? {});
  const ownHeaders: Record<string, string> = {
    ...(body && !theirs["content-type"] ? { "content-type": "application/json" } : {}),
    ...(theirs["user-agent"] ? {} : { "user-agent": "Rekindle" }),
    ...signedHeaders(signing, { webhookId: request.key, body }, now),
  };
  const { url, method, timeoutMs, secrets = [] } = request;
  const headers = { ...theirs, ...ownHeaders };
  const result = withoutSecrets(
    await client.request({ url, method, headers, body: body || null, timeoutMs }),
    secrets,
  );
  return { outcome: outcomeOf(result, now), response: responseOf(result), ownHeaders };
}

function withoutSecrets(result: HttpResult, secrets: readonly string[]): HttpResult {
  if (secrets.length === 0) return result;
  if (result.kind !== "response") return { ...result, values: maskValues(result.values, secrets) };
  const headers = Object.fromEntries(
    Object.entries(result.headers).map(([name, value]) => [name, maskSecrets(value, secrets)]),
  );
  return { ...result, headers, body: maskSecrets(result.body, secrets) };
}

function responseOf(result: HttpResult): WebhookResponse | null {
  if (result.kind !== "response") return null;
  const { status, headers, body, truncated, ms } = result;
  return { status, headers, body, truncated, ms };
}

function requestProblem(request: WebhookRequest): { code: string; values: OutcomeValues } | null {
  const bytes = Buffer.byteLength(request.body ?? "");
  if (bytes > WEBHOOK_BODY_MAX_BYTES) {
    return { code: "webhook.body-too-long", values: { bytes, maxBytes: WEBHOOK_BODY_MAX_BYTES } };
  }
  if (!request.key || !HEADER_VALUE.test(request.key)) return { code: "webhook.bad-key", values: {} };
  const headers = Object.entries(request.headers ?? {});
  if (headers.length > WEBHOOK_HEADERS_MAX) {
    return { code: "webhook.too-many-headers", values: { max: WEBHOOK_HEADERS_MAX } };
  }
  for (const [name, value] of headers) {
    const shown = { header: name.replace(/[^\x20-\x7e]/g, "?").slice(0, 100) };
    const lowerCase = name.toLowerCase();
    if (!HEADER_NAME.test(name)) return { code: "webhook.bad-header", values: shown };
    if (!HEADER_VALUE.test(value) || value.length > WEBHOOK_HEADER_VALUE_MAX_CHARS) {
      return { code: "webhook.bad-header", values: shown };
    }
    if (OWN_HEADERS.has(lowerCase) || OWN_HEADER_PREFIX.test(lowerCase)) {
      return { code: "webhook.reserved-header", values: shown };
    }
  }
  return null;
}

function outcomeOf(result: HttpResult, now: number): DeliveryOutcome {
  if (result.kind === "refused")
    return { kind: "failed", code: `webhook.${result.code}`, values: result.values };
  // Not connected, or no answer: the receiver recognises `webhook-id`, so both may be tried again.
  if (result.kind !== "response")
    return { kind: "retry", code: `webhook.${result.code}`, values: result.values };
  const { status } = result;
  if (status >= 200 && status < 300) return { kind: "sent", detail: { status, ms: result.ms } };
  const values = { status, answer: result.body.slice(0, ANSWER_SHOWN_MAX_CHARS) };
  if (status === 408 || status === 429 || status >= 500) {
    const wait = retryAfterMs(result.headers["retry-after"], now);
    return {
      kind: "retry",
      code: "webhook.status",
      values,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (status === 410) return { kind: "failed", code: "webhook.gone", values };
  return { kind: "failed", code: "webhook.status", values };
}

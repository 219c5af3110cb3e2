import { isIP } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { type AddressPolicy, addressPolicy, bareHost } from "./address-guard.ts";
import { AddressRefused, guardedConnector, type HostLookup } from "./guarded-connector.ts";
import { type ExchangeResult, exchange } from "./http-exchange.ts";
import type { OutcomeValues } from "./outcome.ts";

export const CONNECT_TIMEOUT_MS = 10_000;
export const HEADERS_TIMEOUT_MS = 15_000;
export const BODY_TIMEOUT_MS = 15_000;
/** Redirects included. */
export const TOTAL_TIMEOUT_MS = 30_000;
export const REDIRECTS_MAX = 3;

/** What may travel on to another origin: nothing that a caller could have meant as a secret. */
const HEADERS_KEPT_ACROSS_ORIGINS = new Set([
  "accept",
  "accept-language",
  "content-encoding",
  "content-type",
  "user-agent",
  "webhook-id",
  "webhook-timestamp",
]);

export type HttpTimeouts = { connectMs: number; headersMs: number; bodyMs: number; totalMs: number };

export type GuardedHttpConfig = {
  /** Hosts and ranges that may be reached although they are not public: `host`, `host:port`, IP or CIDR. */
  allow?: readonly string[];
  /** PEM of certificate authorities to trust instead of the system's. */
  ca?: string;
  /** Resolves a host name to all its addresses; the system's resolver by default. */
  lookup?: HostLookup;
  timeouts?: Partial<HttpTimeouts>;
};

export type HttpRequest = {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | null;
  /** How many redirects to follow, `REDIRECTS_MAX` by default. With 0 a redirect is an answer like any other. */
  redirectsMax?: number;
  /** For the whole exchange, redirects included; the client's own limits by default. */
  timeoutMs?: number;
};

/** Why a request was not sent. */
export type HttpRefusal =
  | "bad-url"
  | "bad-protocol"
  | "credentials-in-url"
  | "address-refused"
  | "bad-request"
  | "too-many-redirects";

/**
 * - `response`: the server answered, with whatever status. `url` is where the last redirect led.
 * - `refused`: this client would not send it. `values.redirects` counts the servers that had answered the
 *   request with a redirect before.
 * - `no-connection`: before hand-over; trying again is safe.
 * - `interrupted`: request bytes may have been handed over, and no answer came (`timeout`, `disconnected`,
 *   `bad-response`).
 */
export type HttpResult =
  | {
      kind: "response";
      status: number;
      headers: Record<string, string>;
      body: string;
      truncated: boolean;
      url: string;
      ms: number;
    }
  | { kind: "refused"; code: HttpRefusal; values: OutcomeValues }
  | { kind: "no-connection"; code: string; values: OutcomeValues }
  | { kind: "interrupted"; code: string; values: OutcomeValues };

export type GuardedHttp = {
  /** Sends one request. Never rejects: what went wrong is the result. */
  request(request: HttpRequest): Promise<HttpResult>;
  /** Waits for running requests, then closes the kept connections. */
  close(): Promise<void>;
};

/**
 * The one client for requests to addresses that other people chose. Refuses private, loopback, link-local,
 * metadata, multicast and reserved addresses, in every spelling, after resolution and on every redirect.
 */
export function createGuardedHttp(config: GuardedHttpConfig = {}): GuardedHttp {
  const policy = addressPolicy(config.allow ?? []);
  const timeouts: HttpTimeouts = {
    connectMs: CONNECT_TIMEOUT_MS,
    headersMs: HEADERS_TIMEOUT_MS,
    bodyMs: BODY_TIMEOUT_MS,
    totalMs: TOTAL_TIMEOUT_MS,
    ...config.timeouts,
  };
  const { ca, lookup } = config;
  const connect = guardedConnector(policy, { ca, lookup, timeoutMs: timeouts.connectMs });
  const agent = new Agent({ connect, allowH2: false });
  return {
    request: (request) => follow(agent, policy, timeouts, request),
    close: () => agent.close(),
  };
}

async function follow(
  agent: Dispatcher,
  policy: AddressPolicy,
  timeouts: HttpTimeouts,
  request: HttpRequest,
): Promise<HttpResult> {
  const startedAt = performance.now();
  const redirectsMax = request.redirectsMax ?? REDIRECTS_MAX;
  const totalMs = request.timeoutMs ?? timeouts.totalMs;
  let hop = {
    url: request.url,
    method: request.method.toUpperCase(),
    headers: lowerCaseNames(request.headers ?? {}),
    body: request.body ?? null,
  };
  for (let redirects = 0; ; redirects++) {
    const checked = checkUrl(hop.url, policy);
    if ("code" in checked) return refused(checked, redirects);
    const elapsedMs = performance.now() - startedAt;
    const result = await exchange(agent, {
      ...hop,
      url: checked.url,
      headersTimeoutMs: request.timeoutMs ?? timeouts.headersMs,
      bodyTimeoutMs: request.timeoutMs ?? timeouts.bodyMs,
      totalTimeoutMs: Math.max(1, totalMs - elapsedMs),
    });
    if (result.kind === "no-connection") return refusedOrUnreachable(result, redirects);
    if (result.kind === "interrupted") return result;
    const location = redirectsMax > 0 ? redirectTarget(result, checked.url) : null;
    if (!location) return { ...result, url: checked.url.href, ms: Math.round(performance.now() - startedAt) };
    if (redirects >= redirectsMax) {
      return refused({ code: "too-many-redirects", values: { host: checked.url.host } }, redirects + 1);
    }
    hop = nextHop(hop, result.status, checked.url, location);
  }
}

type Refusal = { code: HttpRefusal; values: OutcomeValues };

function checkUrl(text: string, policy: AddressPolicy): { url: URL } | Refusal {
  // Parsing also turns 2130706433, 0x7f.1 and 0177.0.0.1 into the address they stand for.
  const url = URL.parse(text);
  if (!url) return { code: "bad-url", values: { url: text.slice(0, 200) } };
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { code: "bad-protocol", values: { protocol: url.protocol.replace(":", "") } };
  }
  if (url.username || url.password) return { code: "credentials-in-url", values: { host: url.host } };
  const host = bareHost(url.hostname);
  if (isIP(host) && !policy.trusts(host, portOf(url)) && !policy.permits(host)) {
    return { code: "address-refused", values: new AddressRefused(host, host).values };
  }
  return { url };
}

function refused(refusal: Refusal, redirects: number): HttpResult {
  return { kind: "refused", code: refusal.code, values: { ...refusal.values, redirects } };
}

function refusedOrUnreachable(
  result: Extract<ExchangeResult, { kind: "no-connection" }>,
  redirects: number,
): HttpResult {
  const { error, ...rest } = result;
  if (error instanceof AddressRefused)
    return refused({ code: "address-refused", values: error.values }, redirects);
  if ("code" in error && error.code === "UND_ERR_INVALID_ARG") {
    return refused({ code: "bad-request", values: { reason: error.message } }, redirects);
  }
  return rest;
}

function redirectTarget(result: Extract<ExchangeResult, { kind: "response" }>, base: URL): string | null {
  const location = result.headers.location;
  if (![301, 302, 303, 307, 308].includes(result.status) || !location) return null;
  return URL.parse(location, base)?.href ?? location;
}

type Hop = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
};

/** The request that follows a redirect, by the rules browsers follow. */
function nextHop(hop: Hop, status: number, from: URL, location: string): Hop {
  const becomesGet =
    (status === 303 && hop.method !== "HEAD") ||
    ((status === 301 || status === 302) && hop.method === "POST");
  const sameOrigin = URL.parse(location)?.origin === from.origin;
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(
      ([name]) =>
        (sameOrigin || HEADERS_KEPT_ACROSS_ORIGINS.has(name)) && !(becomesGet && name.startsWith("content-")),
    ),
  );
  return becomesGet
    ? { url: location, method: "GET", headers, body: null }
    : { ...hop, url: location, headers };
}

/** Headers by their names as they are compared. */
export function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === "https:" ? 443 : 80);
}

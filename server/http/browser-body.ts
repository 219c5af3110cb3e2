import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { Clock } from "#server/clock.ts";
import { answerError } from "./answer.ts";
import type { ApiKeyHolder, ApiKeys } from "./api-keys.ts";
import { readBody } from "./body.ts";
import { clientIp } from "./client-ip.ts";
import { isTaken, readKey } from "./events.ts";
import type { RefusedKeys } from "./refused-keys.ts";
import { harmless, type JsonBody, parseJsonBody } from "./segment-json.ts";
import type { EventLimits } from "./segment-limits.ts";

export interface BrowserDoorServices {
  clock: Clock;
  apiKeys: ApiKeys;
  limits: EventLimits;
  refusedKeys: RefusedKeys;
  trustedProxies: number;
}

/** What a page sent, and whose key it came with. */
export interface BrowserBody {
  json: unknown;
  holder: ApiKeyHolder;
}

/** `weight`: as how many events of the same client a request counts. */
interface Allowed {
  maxBytes: number;
  weight: number;
}

interface Refusal {
  status: number;
  code: string;
  message: string;
  headers?: Record<string, string>;
}

/** Reads what a page sent with its key; null when it was refused, which has been answered then. */
export async function readBrowserBody(
  services: BrowserDoorServices,
  request: IncomingMessage,
  response: ServerResponse,
  allowed: Allowed,
): Promise<BrowserBody | null> {
  const read = await readAllowed(services, request, allowed);
  if (read === null || "json" in read) return read;
  answerError(response, read.status, read.code, read.message, read.headers);
  return null;
}

/** Null when the sender has gone. */
async function readAllowed(
  { clock, apiKeys, limits, refusedKeys, trustedProxies }: BrowserDoorServices,
  request: IncomingMessage,
  { maxBytes, weight }: Allowed,
): Promise<BrowserBody | Refusal | null> {
  if (!isTaken(request.headers["content-type"])) {
    const message = "The content type must be application/json or text/plain";
    return { status: 415, code: "content-type", message };
  }
  const ip = () => clientIp(request, trustedProxies);
  const refusedMs = refusedKeys.waitMs(ip(), clock.now());
  if (refusedMs > 0) return tooMany(refusedMs);
  const body = await readBody(request, maxBytes);
  if (body.kind === "aborted") return null;
  if (body.kind === "too-large") {
    const message = `The body is larger than ${maxBytes / 1024} kB`;
    return { status: 413, code: "too-large", message, headers: { connection: "close" } };
  }
  const read = readFields(body.bytes);
  const key = readKey(request, read.kind === "ok" ? read.json : null);
  const holder = findWriter(apiKeys, key);
  if (!holder) {
    refusedKeys.count(ip(), clock.now());
    return key === null && read.kind === "refused"
      ? malformed(read.message)
      : { status: 401, code: "unauthorized", message: "The key is missing, wrong or revoked" };
  }
  const waitMs = limits.take(holder, ip, weight, clock.now());
  if (waitMs > 0) return tooMany(waitMs);
  return read.kind === "refused" ? malformed(read.message) : { json: read.json, holder };
}

/** Answers with the first thing that is wrong. */
export function refuseBody(response: ServerResponse, error: z.ZodError): void {
  const issue = error.issues[0]!;
  answerError(response, 400, "invalid", `${issue.path.join(".")} ${issue.message}`.trim());
}

function findWriter(apiKeys: ApiKeys, key: string | null): ApiKeyHolder | null {
  if (key === null) return null;
  const holder = apiKeys.find(key);
  return holder?.kind === "write" || apiKeys.allows(key, "events:write") ? holder : null;
}

function tooMany(waitMs: number): Refusal {
  const headers = { "retry-after": String(Math.ceil(waitMs / 1000)) };
  return { status: 429, code: "too-many", message: "Too many requests at once; try again", headers };
}

function malformed(message: string): Refusal {
  return { status: 400, code: "malformed", message };
}

/** Without what no database can hold. */
function readFields(bytes: Buffer): JsonBody {
  const read = parseJsonBody(bytes);
  if (read.kind === "refused" || typeof read.json !== "object" || read.json === null) return read;
  const safe = harmless(read.json, read.unstorable);
  return safe.kind === "refused" ? safe : { ...read, json: safe.value };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#server/clock.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import { storable } from "#server/store/storable.ts";
import { answerError, answerJson } from "./answer.ts";
import type { ApiKeys } from "./api-keys.ts";
import { readBody } from "./body.ts";
import { BATCH_MAX_BYTES, EVENT_MAX_BYTES, type EventType, parseEvent } from "./event-schemas.ts";

export interface EventServices {
  clock: Clock;
  apiKeys: ApiKeys;
  accept(items: IntakeItem[]): Promise<IntakeResult[]>;
}

const paths: Record<string, EventType | "batch"> = {
  "/v1/identify": "identify",
  "/v1/track": "track",
  "/v1/batch": "batch",
};

/** The event door: answers only after what it took in is durable. False when the path is not its own. */
export async function handleEvents(
  services: EventServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = paths[(request.url ?? "").split("?", 1)[0]!];
  if (!path) return false;
  if (request.method !== "POST") {
    answerError(response, 405, "method", "Send a POST request", { allow: "POST" });
    return true;
  }
  const maxBytes = path === "batch" ? BATCH_MAX_BYTES : EVENT_MAX_BYTES;
  const body = await readBody(request, maxBytes);
  if (body.kind === "aborted") return true;
  if (body.kind === "too-large") {
    answerError(response, 413, "too-large", `The body is larger than ${maxBytes / 1024} kB`, {
      connection: "close",
    });
    return true;
  }
  const json = parseJson(body.bytes);
  if (!services.apiKeys.allows(readKey(request, json), "events:write", services.clock.now())) {
    answerError(response, 401, "unauthorized", "The API key is missing, wrong or revoked", {
      "www-authenticate": "Basic",
    });
    return true;
  }
  if (json === undefined) {
    answerError(response, 400, "malformed", "The body is not JSON");
    return true;
  }
  await (path === "batch" ? takeBatch(services, json, response) : takeOne(services, path, json, response));
  return true;
}

async function takeOne(
  services: EventServices,
  type: EventType,
  json: unknown,
  response: ServerResponse,
): Promise<void> {
  const parsed = parseEvent(json, type, services.clock.now());
  if (parsed.kind === "refused") {
    answerError(response, 400, "invalid", parsed.message);
    return;
  }
  await services.accept([parsed.item]);
  answerJson(response, 200, { success: true });
}

/** One bad event never spoils its batch: the good ones are taken in, the bad ones listed with their reasons. */
async function takeBatch(services: EventServices, json: unknown, response: ServerResponse): Promise<void> {
  const batch = (json as { batch?: unknown } | null)?.batch;
  if (!Array.isArray(batch)) {
    answerError(response, 400, "invalid", "batch is missing or not a list");
    return;
  }
  const now = services.clock.now();
  const items: IntakeItem[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, entry] of batch.entries()) {
    const parsed = parseEvent(entry, null, now);
    if (parsed.kind === "ok" && Buffer.byteLength(JSON.stringify(entry)) <= EVENT_MAX_BYTES)
      items.push(parsed.item);
    else
      errors.push({
        index,
        message: parsed.kind === "refused" ? parsed.message : `is larger than ${EVENT_MAX_BYTES / 1024} kB`,
      });
  }
  if (items.length > 0) await services.accept(items);
  if (items.length === 0 && errors.length > 0) {
    answerJson(response, 400, {
      error: { code: "invalid", message: "No event in the batch can be used" },
      errors,
    });
    return;
  }
  answerJson(response, 200, { success: true, accepted: items.length, errors });
}

/** The key as Basic user name, as Bearer token, or as writeKey in the body. */
export function readKey(request: IncomingMessage, json: unknown): string | null {
  const [scheme, value] = (request.headers.authorization ?? "").split(" ", 2);
  if (value && /^basic$/i.test(scheme!))
    return Buffer.from(value, "base64").toString("utf8").split(":", 1)[0]!;
  if (value && /^bearer$/i.test(scheme!)) return value;
  const writeKey = typeof json === "object" && json !== null && "writeKey" in json ? json.writeKey : null;
  return typeof writeKey === "string" ? writeKey : null;
}

/** Escapes of characters that cannot be stored; they are rare, so most bodies are not walked through. */
const UNSTORABLE_ESCAPE = /\\u(0000|d[89a-f])/i;

function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString("utf8");
  try {
    const json: unknown = JSON.parse(text);
    return UNSTORABLE_ESCAPE.test(text) ? storable(json) : json;
  } catch {
    return undefined;
  }
}

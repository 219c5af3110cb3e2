import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import type { Env } from "#server/env.ts";
import type { Topic } from "#workflows/topics.ts";
import { answerError, answerJson } from "./answer.ts";
import type { ApiKeyHolder, ApiKeys } from "./api-keys.ts";
import { type PlainBody, readPlainBody } from "./body.ts";
import { clientIp } from "./client-ip.ts";
import { answerPreflight, openToBrowsers } from "./cors.ts";
import { BATCH_MAX_BYTES, EVENT_MAX_BYTES, type EventType } from "./event-schemas.ts";
import type { RefusedKeys } from "./refused-keys.ts";
import { acceptBatch, type BatchError, parseBatch } from "./segment-batch.ts";
import { type EventOrigin, parseEvent } from "./segment-event.ts";
import { type JsonBody, parseJsonBody } from "./segment-json.ts";
import type { EventLimits } from "./segment-limits.ts";
import { PartlyStored } from "./segment-partly-stored.ts";
import { addressFor, browserSettings } from "./segment-settings.ts";

export interface EventServices {
  env: Env;
  clock: Clock;
  log: Logger;
  apiKeys: ApiKeys;
  limits: EventLimits;
  refusedKeys: RefusedKeys;
  accept(items: IntakeItem[]): Promise<IntakeResult[]>;
  /** The shop's topics, as they are now. */
  topics(): readonly Topic[];
}

/** Segment's addresses, the short ones being those of its browser library. */
const PATHS = new Map<string, EventType | "batch">([
  ["/v1/identify", "identify"],
  ["/v1/i", "identify"],
  ["/v1/track", "track"],
  ["/v1/t", "track"],
  ["/v1/page", "page"],
  ["/v1/p", "page"],
  ["/v1/screen", "screen"],
  ["/v1/s", "screen"],
  ["/v1/group", "group"],
  ["/v1/g", "group"],
  ["/v1/alias", "alias"],
  ["/v1/a", "alias"],
  ["/v1/batch", "batch"],
  ["/v1/b", "batch"],
  ["/v1/import", "batch"],
]);
const SETTINGS_PATH = /^\/v1\/projects\/([\w-]{1,200})\/settings$/;
/** How long a sender is to wait while the server cannot store anything, such as with a full disk. */
const TROUBLE_RETRY_AFTER_S = 10;
const TAKEN = JSON.stringify({ success: true });
const TAKEN_HEADERS = {
  "content-type": "application/json",
  "content-length": Buffer.byteLength(TAKEN),
  "cache-control": "no-store",
};

/** The event door: answers only after what it took in is durable. */
export class EventDoor {
  readonly #services: EventServices;
  readonly #partlyStored = new PartlyStored();

  constructor(services: EventServices) {
    this.#services = services;
  }

  /** Lets browsers, which alone say their origin, read whatever is answered at this door, refusals included. */
  openToBrowsers(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.origin === undefined) return;
    const path = pathOf(request);
    if (PATHS.has(path) || SETTINGS_PATH.test(path)) openToBrowsers(response);
  }

  /** False when the path is not its own. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = pathOf(request);
    const type = PATHS.get(path);
    if (type) await this.#take(type, request, response);
    else {
      const key = SETTINGS_PATH.exec(path)?.[1];
      if (key === undefined) return false;
      this.#tellSettings(key, request, response);
    }
    return true;
  }

  async #take(type: EventType | "batch", request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return refuseMethod(request, response, "POST");
    if (!isTaken(request.headers["content-type"])) {
      const message = "The content type must be application/json or text/plain";
      return answerError(response, 415, "content-type", message);
    }
    const { apiKeys, clock, env, limits, refusedKeys } = this.#services;
    const ip = () => clientIp(request, env.TRUSTED_PROXIES);
    // A key in the head is looked at before anything is done with the body.
    const keyInHead = readKey(request, null);
    if (keyInHead === null) {
      const waitMs = refusedKeys.waitMs(ip(), clock.now());
      if (waitMs > 0) return refuseTooMany(response, waitMs);
    } else if (!apiKeys.find(keyInHead)) return this.#refuseKey(ip(), response);

    const maxBytes = type === "batch" ? BATCH_MAX_BYTES : EVENT_MAX_BYTES;
    const body = await readPlainBody(request, maxBytes);
    if (body.kind !== "ok") return refuseBody(body, maxBytes, response);

    const read = parseJsonBody(body.bytes);
    const now = clock.now();
    if (keyInHead === null && read.kind === "refused") {
      // Nobody knows whose it is: it counts as one with a wrong key.
      const unreadMs = refusedKeys.count(ip(), now);
      if (unreadMs > 0) return refuseTooMany(response, unreadMs);
      return answerError(response, 400, "malformed", read.message);
    }
    const holder = apiKeys.find(keyInHead ?? readKey(request, read.kind === "ok" ? read.json : null));
    if (!holder) return this.#refuseKey(ip(), response);
    if (!mayWrite(holder)) {
      return answerError(response, 403, "forbidden", "The API key may not send events and customers");
    }
    const waitMs = limits.take(holder, ip, type === "batch" ? countEvents(read) : 1, now);
    if (waitMs > 0) return refuseTooMany(response, waitMs);
    if (read.kind === "refused") return answerError(response, 400, "malformed", read.message);
    const { json, unstorable } = read;
    const topics = this.#services.topics();
    const origin = { receivedAt: now, isPublic: holder.kind === "write", unstorable, topics };
    if (type === "batch")
      return this.#takeBatch({ json, bytes: body.bytes.length, keyId: holder.id }, origin, response);

    const event = parseEvent(json, type, origin);
    if (event.kind === "refused") return answerError(response, 400, "invalid", event.message);
    await this.#services.accept([event.item]);
    apiKeys.markUsed(holder.id, now);
    response.writeHead(200, TAKEN_HEADERS);
    response.end(TAKEN);
  }

  /** One bad event never spoils its batch: the good ones are taken in, the bad ones listed with their reasons. */
  async #takeBatch(
    { json, bytes, keyId }: { json: unknown; bytes: number; keyId: number },
    origin: EventOrigin,
    response: ServerResponse,
  ): Promise<void> {
    const batch = await parseBatch(json, bytes, origin);
    if (batch.kind === "refused") return answerError(response, 400, "invalid", batch.message);
    const { events, errors } = batch;
    if (events.length === 0 && errors.length > 0) return refuseAll(errors, response);
    const { accept, apiKeys, log } = this.#services;
    const now = origin.receivedAt;
    const nameless = events.filter(({ item }) => item.messageId === null);
    const sent = new Map(nameless.map(({ index, sent }) => [index, sent]));
    const known = this.#partlyStored.recall(keyId, sent, now);
    const taken = await acceptBatch(
      accept,
      events.filter(({ index }) => !known.has(index)),
      (err) => log.error({ err }, "an event of a batch could not be stored"),
    );
    if (taken.kind === "trouble") {
      log.error({ err: taken.error }, "a batch could not be stored");
      const stored = taken.stored.map(({ index }) => index).filter((index) => sent.has(index));
      this.#partlyStored.remember(keyId, sent, [...known, ...stored], now);
      return refuseForNow(response);
    }
    const failed = [...errors, ...taken.errors].sort((one, other) => one.index - other.index);
    const accepted = events.length - taken.errors.length;
    if (accepted === 0 && failed.length > 0) return refuseAll(failed, response);
    if (accepted > 0) apiKeys.markUsed(keyId, now);
    answerJson(response, 200, { success: true, accepted, errors: failed });
  }

  #refuseKey(ip: string, response: ServerResponse): void {
    const { refusedKeys, clock } = this.#services;
    const waitMs = refusedKeys.count(ip, clock.now());
    if (waitMs > 0) refuseTooMany(response, waitMs);
    else {
      answerError(response, 401, "unauthorized", "The API key is missing, wrong or revoked", {
        "www-authenticate": "Basic",
      });
    }
  }

  /** Where Segment's browser library is to send events; only a write key belongs into a web page. */
  #tellSettings(key: string, request: IncomingMessage, response: ServerResponse): void {
    const { apiKeys, env } = this.#services;
    if (request.method !== "GET") refuseMethod(request, response, "GET");
    else if (apiKeys.find(key)?.kind !== "write")
      answerError(response, 404, "unknown-key", "There is no such write key");
    else answerJson(response, 200, browserSettings(key, addressFor(env, request)));
  }
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "";
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

/** Whether it may be JSON: a browser sends text/plain where it is to ask nobody before, and some programs say nothing. */
export function isTaken(contentType: string | undefined): boolean {
  if (contentType === "application/json" || contentType === undefined) return true;
  const type = contentType.split(";", 1)[0]!.trim().toLowerCase();
  return type === "application/json" || type === "text/plain" || type === "";
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

function mayWrite({ kind, scopes }: ApiKeyHolder): boolean {
  return kind === "write" || scopes === null || scopes.includes("events:write");
}

/** A batch that is none still costs one. */
function countEvents(read: JsonBody): number {
  const batch = read.kind === "ok" ? (read.json as { batch?: unknown } | null)?.batch : null;
  return Array.isArray(batch) ? Math.max(batch.length, 1) : 1;
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, method: string): void {
  if (request.method === "OPTIONS") answerPreflight(response, method);
  else answerError(response, 405, "method", `Send a ${method} request`, { allow: `${method}, OPTIONS` });
}

function refuseBody(
  body: Exclude<PlainBody, { kind: "ok" }>,
  maxBytes: number,
  response: ServerResponse,
): void {
  if (body.kind === "too-large") {
    const message = `The body is larger than ${maxBytes / 1024} kB`;
    answerError(response, 413, "too-large", message, { connection: "close" });
  } else if (body.kind === "unknown-encoding") {
    const message = "The content encoding must be gzip or none";
    answerError(response, 415, "content-encoding", message, { "accept-encoding": "gzip" });
  } else if (body.kind === "damaged") answerError(response, 400, "malformed", "The body is not gzip");
}

function refuseTooMany(response: ServerResponse, waitMs: number): void {
  answerError(response, 429, "too-many", "Too many events at once; try again", {
    "retry-after": String(Math.ceil(waitMs / 1000)),
  });
}

/** For trouble of the server's own: what is stored already is known when the batch comes again. */
function refuseForNow(response: ServerResponse): void {
  answerError(response, 503, "not-stored", "The server cannot store it now; send the batch again", {
    "retry-after": String(TROUBLE_RETRY_AFTER_S),
  });
}

function refuseAll(errors: BatchError[], response: ServerResponse): void {
  answerJson(response, 400, {
    error: { code: "invalid", message: "No event in the batch can be used" },
    errors,
  });
}

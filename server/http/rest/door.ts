import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { publicUrl } from "#server/links.ts";
import { storable } from "#server/store/storable.ts";
import { answerError, answerJson } from "../answer.ts";
import type { ApiKeyHolder } from "../api-keys.ts";
import { readBody } from "../body.ts";
import { Buckets } from "../buckets.ts";
import { clientIp } from "../client-ip.ts";
import { readKey } from "../events.ts";
import { parseJsonObject } from "../hooks-body.ts";
import { makeDocument } from "../openapi.ts";
import { RefusedKeys } from "../refused-keys.ts";
import { scopes } from "../scopes.ts";
import { KEY_REQUESTS_PER_S } from "./request-limit.ts";
import { type Detail, type Refusal, type RestServices, type Route, refuse } from "./route.ts";
import { findRoute } from "./router.ts";

const PREFIX = "/v1/";
const DOCUMENT = "/v1/openapi.json";
/** For anybody, and for editors and generators in other pages. */
const DOCUMENT_HEADERS = { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" };
/** Of a request with many faults, enough to mend it. */
const DETAILS_MAX = 20;

const unauthorized: Refusal = {
  ...refuse(401, "unauthorized", "The API key is missing, wrong or revoked"),
  headers: { "www-authenticate": "Basic" },
};

/** The door for programs that read, change and send: everything under /v1/ that no other door takes. */
export class RestDoor {
  readonly #services: RestServices;
  readonly #limit = new Buckets<number>(KEY_REQUESTS_PER_S, KEY_REQUESTS_PER_S);
  readonly #refusedKeys: RefusedKeys;
  #document: ReturnType<typeof makeDocument> | null = null;

  constructor(services: RestServices, refusedKeys = new RefusedKeys()) {
    this.#services = services;
    this.#refusedKeys = refusedKeys;
  }

  /** False when the path is not its own. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [path, search] = splitUrl(request.url ?? "");
    if (!path.startsWith(PREFIX)) return false;
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "");
    if (path === DOCUMENT && method === "GET") {
      this.#document ??= makeDocument(publicUrl(this.#services.env));
      answerJson(response, 200, this.#document, DOCUMENT_HEADERS);
      return true;
    }
    const found = findRoute(method, path);
    if (found.kind === "unknown")
      answerError(response, 404, "unknown-path", "There is nothing at this address");
    else if (found.kind === "other-method") {
      const allow = found.allow.join(", ");
      answerError(response, 405, "method", `Send a ${allow.replaceAll(", ", " or ")} request`, { allow });
    } else if (found.kind === "malformed")
      answerError(response, 400, "malformed", "The address cannot be read");
    else await this.#answer({ ...found, search }, request, response);
    return true;
  }

  async #answer(
    { route, params, search }: { route: Route; params: Record<string, string>; search: string },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { clock, env } = this.#services;
    const ip = clientIp(request, env.TRUSTED_PROXIES);
    const keyInHead = readKey(request, null);
    const isInBody = route.isLenient === true && keyInHead === null;
    const waitMs = isInBody ? this.#refusedKeys.waitMs(ip, clock.now()) : 0;
    if (waitMs > 0) return answerRefusal(response, tooMany(waitMs));
    const early = isInBody ? null : this.#checkKey(route, keyInHead, ip);
    if (early && "refused" in early) return answerRefusal(response, early);
    const body = await readRequest(route, request);
    if (body === "aborted") return;
    if (body.kind === "too-large") return answerRefusal(response, body.refusal);
    const keyInBody = readKey(request, body.kind === "ok" ? body.value : null);
    const holder = early ?? this.#checkKey(route, keyInBody, ip);
    if ("refused" in holder) return answerRefusal(response, holder);
    if (body.kind === "refused") return answerRefusal(response, body.refusal);
    const input = parseInput(route, search, request, body.value);
    if ("refused" in input) return answerRefusal(response, input);
    const services = this.#services;
    const reply = await route.handle({ services, params, ...input, keyId: holder.id, now: clock.now() });
    if ("refused" in reply) return answerRefusal(response, reply);
    if (reply.body === null) response.writeHead(reply.status, { "cache-control": "no-store" }).end();
    else answerJson(response, reply.status, reply.body, reply.headers);
  }

  #checkKey(route: Route, key: string | null, ip: string): ApiKeyHolder | Refusal {
    const { apiKeys, clock } = this.#services;
    const now = clock.now();
    const holder = apiKeys.find(key);
    if (!holder) {
      const waitMs = this.#refusedKeys.count(ip, now);
      return waitMs > 0 ? tooMany(waitMs) : unauthorized;
    }
    if (holder.kind !== "secret")
      return refuse(403, "forbidden", "This is a write key: it can send events and nothing else");
    if (!apiKeys.allows(key, route.scope)) {
      const may = scopes[route.scope].toLowerCase();
      return refuse(403, "forbidden", `This key may not do that: it lacks “${route.scope}” (${may})`);
    }
    const waitMs = this.#limit.take(holder.id, 1, now);
    if (waitMs > 0) return tooMany(waitMs);
    apiKeys.markUsed(holder.id, now);
    return holder;
  }
}

function tooMany(waitMs: number): Refusal {
  return {
    ...refuse(429, "too-many", "Too many requests at once; try again"),
    headers: { "retry-after": String(Math.ceil(waitMs / 1000)) },
  };
}

function splitUrl(url: string): [path: string, search: string] {
  const at = url.indexOf("?");
  return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
}

type RequestBody =
  | { kind: "ok"; value: unknown }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "too-large"; refusal: Refusal };

async function readRequest(route: Route, request: IncomingMessage): Promise<RequestBody | "aborted"> {
  if (!route.body) return { kind: "ok", value: undefined };
  const { maxBytes } = route.body;
  const body = await readBody(request, maxBytes);
  if (body.kind === "aborted") return "aborted";
  if (body.kind === "too-large") {
    const refusal = refuse(413, "too-large", `The body is larger than ${maxBytes / 1024} kB`);
    return { kind: "too-large", refusal: { ...refusal, headers: { connection: "close" } } };
  }
  if (!route.isLenient && !isJson(request.headers["content-type"]))
    return {
      kind: "refused",
      refusal: refuse(415, "content-type", "The content type must be application/json"),
    };
  const json = parseJsonObject(body.bytes);
  if (json.kind === "ok") return json;
  return { kind: "refused", refusal: refuse(json.status, json.code, json.message) };
}

function isJson(contentType: string | undefined): boolean {
  const type = (contentType ?? "").split(";", 1)[0]!.trim().toLowerCase();
  return type === "application/json" || type.endsWith("+json");
}

/** What the request says, in the types of the route; or everything that is wrong with it. */
function parseInput(route: Route, search: string, request: IncomingMessage, body: unknown) {
  const query = (route.query ?? z.strictObject({})).safeParse(
    // Without NULs, which no database stores.
    storable(Object.fromEntries(new URLSearchParams(search))),
  );
  if (!query.success) return invalid(query.error);
  const parsed = route.body?.schema.safeParse(body);
  if (parsed && !parsed.success) return invalid(parsed.error);
  const headers: Record<string, string> = {};
  for (const [name, { schema }] of Object.entries(route.headers ?? {})) {
    if (request.headers[name] === undefined) continue;
    const header = schema.safeParse(request.headers[name]);
    if (!header.success)
      return refuse(400, "invalid", `The header ${name} ${header.error.issues[0]!.message}`);
    headers[name] = header.data;
  }
  return { query: query.data, body: parsed?.data, headers };
}

function invalid(error: z.ZodError): Refusal {
  const details: Detail[] = error.issues
    .slice(0, DETAILS_MAX)
    .map(({ path, message }) => ({ path: path.join("."), message }));
  const [first] = details;
  return refuse(400, "invalid", `${first!.path} ${first!.message}`.trim(), details);
}

function answerRefusal(response: ServerResponse, { status, refused, headers }: Refusal): void {
  answerJson(response, status, { error: refused }, headers);
}

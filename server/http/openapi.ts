import type { z } from "zod";
import { HOOK_REQUESTS_PER_S } from "./hooks-limit.ts";
import { batchPaths } from "./openapi-batch.ts";
import { browserPaths } from "./openapi-browsers.ts";
import { eventPaths, withKey } from "./openapi-events.ts";
import { hookPaths } from "./openapi-hooks.ts";
import {
  alsoKeyInBody,
  answer,
  closing,
  type Operation,
  type Parameter,
  type Paths,
  refusal,
} from "./openapi-operation.ts";
import { type JsonSchema, namedSchemas, schemaOf } from "./openapi-schemas.ts";
import { KEY_REQUESTS_PER_S } from "./rest/request-limit.ts";
import { groups, type Route } from "./rest/route.ts";
import { routes } from "./rest/routes.ts";
import { scopes } from "./scopes.ts";
import {
  SECRET_KEY_REQUESTS_PER_S,
  WRITE_KEY_BURST_EVENTS,
  WRITE_KEY_EVENTS_PER_S,
} from "./segment-limits.ts";

export type OpenApiDocument = ReturnType<typeof makeDocument>;

/** The whole API as an OpenAPI 3.1 document, made from the schemas that requests are read with. */
export function makeDocument(serverUrl: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Rekindle",
      version: "1",
      description: [
        "Times are ISO 8601 in UTC. Lists come in pages: hand `nextCursor` back as `cursor` for the next one.",
        "A refusal is an `error` with a code that stays the same and a sentence. Of a batch in which no event can be used, `errors` beside it says what is wrong with each.",
        limits(),
        "Segment's own libraries work unchanged. The short addresses of its browser library lead to the same calls: `/v1/i`, `/v1/t`, `/v1/p`, `/v1/s`, `/v1/g`, `/v1/a` and `/v1/b`.",
      ].join("\n\n"),
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }, { basic: [] }],
    tags: Object.entries(groups).map(([name, description]) => ({ name, description })),
    paths: { ...eventPaths(), ...batchPaths(), ...hookPaths(), ...browserPaths(), ...restPaths() },
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API key." },
        basic: {
          type: "http",
          scheme: "basic",
          description: "An API key as the user name, without a password.",
        },
      },
      schemas: namedSchemas(),
    },
  };
}

/** What may be sent how fast, from the limits themselves. */
function limits(): string {
  const shown = (count: number) => count.toLocaleString("en");
  return [
    `A secret key may make ${shown(KEY_REQUESTS_PER_S)} requests a second, and beside them ${shown(SECRET_KEY_REQUESTS_PER_S)} a second that send events, each of which may be a whole batch.`,
    `With write keys, which stand in web pages, one network may send ${shown(WRITE_KEY_EVENTS_PER_S)} events a second, and ${shown(WRITE_KEY_BURST_EVENTS)} at once after a pause.`,
    `A hook takes ${shown(HOOK_REQUESTS_PER_S)} requests a second.`,
    "Beyond that the answer is 429 with `Retry-After`.",
  ].join(" ");
}

function restPaths(): Paths {
  const paths: Paths = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operationOf(route);
    paths[route.path] = path;
  }
  return paths;
}

function operationOf(route: Route): Operation {
  const { id, group, summary, description, scope, body, isLenient } = route;
  const parameters = parametersOf(route);
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description ? { description } : {}),
    "x-scope": scope,
    ...(isLenient ? { security: alsoKeyInBody } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: bodyOf(body.schema, isLenient), example: body.example },
            },
          },
        }
      : {}),
    responses: responsesOf(route),
  };
}

function bodyOf(body: z.ZodType, isLenient = false): JsonSchema {
  const schema = schemaOf(body, "input");
  return isLenient ? withKey(schema) : schema;
}

function parametersOf({ params = {}, query, headers = {} }: Route): Parameter[] {
  const inPath = Object.entries(params).map(([name, { description, example }]) => ({
    name,
    in: "path" as const,
    required: true,
    description,
    schema: { type: typeof example === "number" ? "integer" : "string" },
    example,
  }));
  const asked = query ? (schemaOf(query, "input").properties as Record<string, JsonSchema>) : {};
  const inQuery = Object.entries(asked).map(([name, { description, examples, ...schema }]) => ({
    name,
    in: "query" as const,
    required: false,
    ...(typeof description === "string" ? { description } : {}),
    schema,
    ...(Array.isArray(examples) ? { example: examples[0] } : {}),
  }));
  const inHeaders = Object.entries(headers).map(([name, { description, schema }]) => ({
    name: name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    in: "header" as const,
    required: false,
    description,
    schema: schemaOf(schema, "input"),
  }));
  return [...inPath, ...inQuery, ...inHeaders];
}

function responsesOf({ answers, refusals = {}, ...route }: Route) {
  const { params, query, headers, body, isLenient, scope } = route;
  const responses: Operation["responses"] = {};
  for (const [status, { description, schema }] of Object.entries(answers))
    responses[status] = schema ? answer(description, schema) : { description };
  const refused: Record<string, string | undefined> = {
    ...(params ? { 400: "The address cannot be read." } : {}),
    ...(body || query || headers ? { 400: "The request is not as it should be; `details` says where." } : {}),
    401: "The API key is missing, wrong or revoked.",
    403: `The key lacks the scope ${scope} (${scopes[scope].toLowerCase()}).`,
    ...(body ? { 413: `The body is larger than ${body.maxBytes / 1024} kB.` } : {}),
    ...(body && !isLenient ? { 415: "The content type is not application/json." } : {}),
    429: "Too many requests at once; `Retry-After` says how many seconds to wait.",
    ...refusals,
  };
  for (const [status, description] of Object.entries(refused))
    if (description !== undefined) responses[status] = refusal(description);
  responses[503] = closing;
  return responses;
}

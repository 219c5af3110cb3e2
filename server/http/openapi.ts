import { eventPaths } from "./openapi-events.ts";
import { type Operation, type Parameter, type Paths, refusal } from "./openapi-operation.ts";
import { type JsonSchema, namedSchemas, schemaOf } from "./openapi-schemas.ts";
import { KEY_REQUESTS_PER_S } from "./rest/request-limit.ts";
import { groups, type Route } from "./rest/route.ts";
import { routes } from "./rest/routes.ts";
import { scopes } from "./scopes.ts";

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
        "Every refusal has the same shape: `error` with a code that stays the same and a sentence.",
        `A key may make ${KEY_REQUESTS_PER_S} requests a second; beyond that the answer is 429 with \`Retry-After\`.`,
      ].join("\n\n"),
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }, { basic: [] }],
    tags: Object.entries(groups).map(([name, description]) => ({ name, description })),
    paths: { ...eventPaths(), ...restPaths() },
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
  const { id, group, summary, description, scope, body } = route;
  const parameters = parametersOf(route);
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description ? { description } : {}),
    "x-scope": scope,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: schemaOf(body.schema, "input"), example: body.example },
            },
          },
        }
      : {}),
    responses: responsesOf(route),
  };
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

function responsesOf({ answers, refusals = {}, body, isLenient, query, headers, scope }: Route) {
  const responses: Operation["responses"] = {};
  for (const [status, { description, schema }] of Object.entries(answers))
    responses[status] = {
      description,
      ...(schema ? { content: { "application/json": { schema: schemaOf(schema, "output") } } } : {}),
    };
  const refused: Record<string, string | undefined> = {
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
  return responses;
}

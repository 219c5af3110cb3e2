import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it, onTestFinished } from "vitest";
import { EVENT_KEYS_KEPT_MS } from "#server/engine/housekeeping.ts";
import { startDoors } from "#server/testing/doors-rig.ts";
import { eventSchemas } from "./event-schemas.ts";
import { HOOK_REQUESTS_PER_S } from "./hooks-limit.ts";
import { makeDocument, type OpenApiDocument } from "./openapi.ts";
import type { Operation } from "./openapi-operation.ts";
import { KEY_REQUESTS_PER_S } from "./rest/request-limit.ts";
import { routes } from "./rest/routes.ts";
import { scopeNames } from "./scopes.ts";
import {
  SECRET_KEY_REQUESTS_PER_S,
  WRITE_KEY_BURST_EVENTS,
  WRITE_KEY_EVENTS_PER_S,
} from "./segment-limits.ts";

const DAY_MS = 24 * 3_600_000;
const URL_OF_SHOP = "https://rekindle.example";
const document: OpenApiDocument = makeDocument(URL_OF_SHOP);
const operations: Operation[] = Object.values(document.paths).flatMap((methods) => Object.values(methods));

it("is a document as OpenAPI 3.1 wants it", async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(document.openapi).toBe("3.1.0");
});

it("has every route, with its scope, its parameters and all that it may answer", () => {
  for (const { path, method, id, scope, answers, params = {}, body } of routes) {
    const operation = document.paths[path]?.[method.toLowerCase()];
    expect(operation, `${method} ${path}`).toMatchObject({ operationId: id, "x-scope": scope });
    const { responses, parameters = [], requestBody } = operation!;
    for (const status of [...Object.keys(answers), "401", "403", "429", "503"])
      expect(responses[status], `${id} ${status}`).toBeDefined();
    const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
    expect(inPath).toEqual(Object.keys(params));
    expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath.map((name) => `{${name}}`));
    expect(requestBody !== undefined).toBe(body !== undefined);
    // What the reference shows as an example must be taken.
    if (body) expect(body.schema.safeParse(body.example).success, id).toBe(true);
  }
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(scopeNames.filter((scope) => !operations.some((one) => one["x-scope"] === scope))).toEqual([]);
});

it("has the doors for events and hooks", () => {
  for (const [type, schema] of Object.entries(eventSchemas)) {
    const operation = document.paths[`/v1/${type}`]!.post!;
    const content = operation.requestBody!.content["application/json"]!;
    expect(Object.keys(content.schema.properties as object)).toEqual([
      ...Object.keys(schema.shape),
      "writeKey",
    ]);
    expect(schema.safeParse(content.example).success, type).toBe(true);
  }
  const { post: batch } = document.paths["/v1/batch"]!;
  const { post: past } = document.paths["/v1/import"]!;
  expect(past).toMatchObject({ requestBody: batch!.requestBody, responses: batch!.responses });
  expect(batch!.responses[400]!.content!["application/json"]!.schema).toEqual({
    oneOf: [{ $ref: "#/components/schemas/Error" }, { $ref: "#/components/schemas/RefusedBatch" }],
  });
  const { security, requestBody, responses } = document.paths["/hooks/{token}"]!.post!;
  expect(security).toEqual([]);
  expect(Object.keys(requestBody!.content)).toEqual([
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
  ]);
  expect(responses[202]!.content!["application/json"]!.schema).toMatchObject({
    properties: { duplicate: {}, waiting: {}, leftOut: {} },
  });
});

it("says how much may be sent, by the limits themselves, and how long an id is known", () => {
  const { description } = document.info;
  const shown = (count: number) => count.toLocaleString("en");
  for (const limit of [KEY_REQUESTS_PER_S, SECRET_KEY_REQUESTS_PER_S, HOOK_REQUESTS_PER_S])
    expect(description).toMatch(new RegExp(`\\b${shown(limit)} (requests )?a second`));
  expect(description).toContain(`${shown(WRITE_KEY_EVENTS_PER_S)} events a second`);
  expect(description).toContain(`${shown(WRITE_KEY_BURST_EVENTS)} at once`);
  const known = `within ${EVENT_KEYS_KEPT_MS / DAY_MS} days`;
  for (const path of [...Object.keys(eventSchemas), "batch", "import", "workflows/{workflow}/runs"]) {
    const { schema } = document.paths[`/v1/${path}`]!.post!.requestBody!.content["application/json"]!;
    expect(schema.properties, path).toMatchObject({
      messageId: { description: expect.stringContaining(known) },
      writeKey: { type: "string" },
    });
  }
});

it("leaves no reference without what it points to, and says nothing of the schemas' inside", () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
  for (const reference of new Set(references)) {
    const name = reference.replace("#/components/schemas/", "");
    expect(Object.keys(document.components.schemas), reference).toContain(name);
  }
  expect(text).not.toContain("$defs");
});

it("is served to anybody, and the events' own doors stay open beside it", async () => {
  const doors = await startDoors({ PUBLIC_URL: URL_OF_SHOP });
  onTestFinished(() => doors.close());
  const answer = await doors.send("/v1/openapi.json");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.json).toEqual(JSON.parse(JSON.stringify(document)));
  const example = document.paths["/v1/track"]!.post!.requestBody!.content["application/json"]!.example;
  expect((await doors.post("/v1/track", example)).status).toBe(200);
  const profile = await doors.send("/v1/profiles/external:customer-1", {
    headers: { authorization: `Bearer ${doors.key}` },
  });
  expect(profile.json).toMatchObject({ externalId: "customer-1" });
  expect(doors.pages).toEqual([]);
});

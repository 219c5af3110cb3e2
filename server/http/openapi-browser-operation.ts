import type { z } from "zod";
import { taken } from "./openapi-answers.ts";
import { answer, closing, keyInBody, type Operation, refusal } from "./openapi-operation.ts";
import type { JsonSchema } from "./openapi-schemas.ts";

export const browserTags = ["Browsers"];

/** What a page sends. The key comes in the body, because a page can set no header without asking first. */
export function browserOperation({
  schema,
  refusals,
  example,
  maxBytes,
  answered = { description: "It is done.", schema: taken },
  ...words
}: Pick<Operation, "operationId" | "summary" | "description"> & {
  schema: JsonSchema;
  refusals: Operation["responses"];
  example: unknown;
  maxBytes: number;
  answered?: { description: string; schema: z.ZodType };
}): Operation {
  const { required = [], properties } = schema as { required?: string[]; properties: JsonSchema };
  const withKey = {
    ...schema,
    properties: { writeKey: { ...keyInBody, description: "A write key." }, ...properties },
    required: ["writeKey", ...required],
  };
  return {
    ...words,
    tags: browserTags,
    security: [],
    requestBody: { required: true, content: { "application/json": { schema: withKey, example } } },
    responses: {
      200: answer(answered.description, answered.schema),
      400: refusal("The body is not as it should be."),
      401: refusal("The key is missing, wrong or revoked."),
      ...refusals,
      413: refusal(`The body is larger than ${maxBytes / 1024} kB.`),
      429: refusal("Too much at once; `Retry-After` says how many seconds to wait."),
      503: closing,
    },
  };
}

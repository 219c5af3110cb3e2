import type { z } from "zod";
import { type JsonSchema, schemaOf } from "./openapi-schemas.ts";
import { errorAnswer } from "./rest/common-schemas.ts";

/** One method of one address, as OpenAPI has it. */
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  /** What a key needs to be allowed; none for what takes no key, or only a write key. */
  "x-scope"?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema; example?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}

export type Paths = Record<string, Record<string, Operation>>;

/** How a key that may also come in the body is taken. */
export const alsoKeyInBody: Operation["security"] = [{ bearer: [] }, { basic: [] }, {}];
/** The key in the body, for programs that cannot set a header. */
export const keyInBody: JsonSchema = {
  type: "string",
  description: "The API key, when it is not in a header.",
};

/** An answer as the document describes it. */
export function answer(description: string, schema: z.ZodType): Operation["responses"][string] {
  return { description, content: { "application/json": { schema: schemaOf(schema, "output") } } };
}

/** A refusal as the document describes it; of one shape, unless others are named. */
export function refusal(description: string, ...others: z.ZodType[]): Operation["responses"][string] {
  if (others.length === 0) return answer(description, errorAnswer);
  const oneOf = [errorAnswer, ...others].map((schema) => schemaOf(schema, "output"));
  return { description, content: { "application/json": { schema: { oneOf } } } };
}

/** The refusal that every door gives while nothing new is taken in. */
export const closing = refusal("The server is restarting; `Retry-After` says when to come back.");

import type { JsonSchema } from "./openapi-schemas.ts";

/** One method of one address, as OpenAPI has it. */
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  /** What a key needs to be allowed; none for what takes no key. */
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
/** A refusal as the document describes it. */
export function refusal(description: string): Operation["responses"][string] {
  const schema = { $ref: "#/components/schemas/Error" };
  return { description, content: { "application/json": { schema } } };
}

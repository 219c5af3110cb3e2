/** A schema of the document: JSON Schema, as far as the page reads it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

type Content = Record<string, { schema: Schema; example?: unknown }>;

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  "x-scope"?: string;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

/** The server's own description of its API. */
export interface ApiDocument {
  info: { description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
}

export type Schemas = Record<string, Schema>;
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Endpoint = Operation & { method: Method; path: string };

export const DOCUMENT_PATH = "/v1/openapi.json";

/** Reads it from the server that the page came from; throws with `problem` as its words when there is none. */
export async function loadDocument(problem: string): Promise<ApiDocument> {
  const response = await fetch(DOCUMENT_PATH);
  if (!response.ok) throw new Error(problem);
  return (await response.json()) as ApiDocument;
}

/** Every method of every address, as the document has them one after the other. */
export function endpointsOf(document: ApiDocument): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase() as Method,
    })),
  );
}

/** The schema that is meant, where a name stands for it; what else stands beside the name wins. */
export function resolve({ $ref, ...schema }: Schema, schemas: Schemas): Schema {
  const named = $ref === undefined ? undefined : schemas[$ref.slice($ref.lastIndexOf("/") + 1)];
  return named ? { ...resolve(named, schemas), ...schema } : schema;
}

/** A schema without the possibility of null, and whether there was one. */
export function withoutNull(schema: Schema, schemas: Schemas): { schema: Schema; mayBeNull: boolean } {
  const resolved = resolve(schema, schemas);
  const { anyOf, ...beside } = resolved;
  if (anyOf?.some(({ type }) => type === "null")) {
    const others = anyOf.filter(({ type }) => type !== "null");
    const [only] = others;
    if (only && others.length === 1)
      return { schema: { ...resolve(only, schemas), ...beside }, mayBeNull: true };
    return { schema: { ...beside, anyOf: others }, mayBeNull: true };
  }
  if (Array.isArray(resolved.type) && resolved.type.includes("null")) {
    const types = resolved.type.filter((type) => type !== "null");
    return { schema: { ...resolved, type: types.length === 1 ? types[0] : types }, mayBeNull: true };
  }
  return { schema: resolved, mayBeNull: false };
}

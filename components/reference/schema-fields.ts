import { resolve, type Schema, type Schemas, withoutNull } from "./api-document.ts";

/** Deeper fields are left to the example. */
const DEPTH_MAX = 3;

/** One field of a body, in the words of the page. */
export interface SchemaField {
  /** With the fields around it: "consents[].state". */
  path: string;
  type: string;
  isRequired: boolean;
  description: string | null;
}

/** The fields of an object, each followed by those inside it. */
export function fieldsOf(schema: Schema, schemas: Schemas): SchemaField[] {
  return collect(resolve(schema, schemas), schemas, "", 0);
}

function collect(schema: Schema, schemas: Schemas, prefix: string, depth: number): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix + name;
    const { schema: inner } = withoutNull(property, schemas);
    const field = {
      path,
      type: wordType(property, schemas),
      isRequired: schema.required?.includes(name) ?? false,
      description: property.description ?? inner.description ?? null,
    };
    if (depth + 1 >= DEPTH_MAX) return [field];
    const items = inner.items && resolve(inner.items, schemas);
    const within = items?.properties
      ? collect(items, schemas, `${path}[].`, depth + 1)
      : collect(inner, schemas, `${path}.`, depth + 1);
    return [field, ...within];
  });
}

/** What a value may be: "text", "list of objects", "“on” or “off”". */
export function wordType(schema: Schema, schemas: Schemas): string {
  const { schema: inner, mayBeNull } = withoutNull(schema, schemas);
  const words = wordOne(inner, schemas) + wordLimits(inner);
  return mayBeNull ? `${words}, or null` : words;
}

const typeWords: Record<string, string> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "true or false",
  object: "object",
  array: "list",
  null: "null",
};

function wordOne(schema: Schema, schemas: Schemas): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => wordType(choice, schemas)))].join(" or ");
  if (schema.format === "date-time") return "time";
  if (schema.type === "array" && schema.items) return `list of ${wordMany(schema.items, schemas)}`;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? ""];
  return types.map((type) => typeWords[type] ?? "anything").join(" or ");
}

function wordMany(items: Schema, schemas: Schemas): string {
  const word = wordType(items, schemas);
  return (
    { object: "objects", text: "texts", number: "numbers", "whole number": "whole numbers" }[word] ?? word
  );
}

function wordLimits({ maxLength, maxItems, minimum, maximum }: Schema): string {
  if (maxLength !== undefined) return `, up to ${maxLength.toLocaleString("en")} characters`;
  if (maxItems !== undefined) return `, up to ${maxItems.toLocaleString("en")}`;
  // A number that a computer holds exactly is no limit that anybody means.
  const isMeant = (limit: number | undefined) =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  if (isMeant(minimum) && isMeant(maximum)) return `, ${minimum} to ${maximum}`;
  return "";
}

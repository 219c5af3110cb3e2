import { resolve, type Schema, type Schemas } from "./api-document.ts";

/** A schema that holds itself ends here. */
const DEPTH_MAX = 8;

/** A value as the schema describes it, made of the examples in it. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const resolved = resolve(schema, schemas);
  if (resolved.examples && resolved.examples.length > 0) return resolved.examples[0];
  if (resolved.const !== undefined) return resolved.const;
  if (resolved.enum) return resolved.enum[0];
  if (resolved.default !== undefined) return resolved.default;
  const choice = (resolved.anyOf ?? resolved.oneOf ?? [])[0];
  if (choice) return exampleOf(choice, schemas, depth);
  if (depth >= DEPTH_MAX) return null;
  const type = Array.isArray(resolved.type) ? resolved.type[0] : resolved.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(resolved.properties ?? {}).map(([name, property]) => [
          name,
          exampleOf(property, schemas, depth + 1),
        ]),
      );
    case "array":
      return resolved.items ? [exampleOf(resolved.items, schemas, depth + 1)] : [];
    case "integer":
    case "number":
      return Math.max(1, resolved.minimum ?? 1);
    case "boolean":
      return false;
    case "string":
      return resolved.format === "date-time" ? "2026-05-01T12:00:00.000Z" : "text";
    default:
      return null;
  }
}

/** What kind of value an attribute has: rules compare each in its own way. */
export type AttributeType = "text" | "number" | "yes-no" | "date" | "list" | "group" | "empty";

/** As rules read dates: a day, or a moment in ISO form. */
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

export function attributeType(value: unknown): AttributeType {
  if (value === null || value === undefined || value === "") return "empty";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "yes-no";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "group";
  return DATE.test(String(value)) && !Number.isNaN(Date.parse(String(value))) ? "date" : "text";
}

/**
 * The same value with every text in a form that both engines can store: PostgreSQL refuses a NUL character and half a
 * surrogate pair, in text and in JSON. For values of JSON only.
 */
export function storable<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [cleanText(key), clean(entry)]));
}

function cleanText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

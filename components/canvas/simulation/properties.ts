/** One value of an event, as it is written in a form. */
export interface Property {
  name: string;
  value: string;
}

/** The values of an event as rows; a list or an object is written as JSON. */
export function propertyRows(properties: Record<string, unknown>): Property[] {
  return Object.entries(properties).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}

/** The rows as values: what looks like a number, yes or no, a list or an object is one; the rest is text. */
export function propertiesOf(rows: readonly Property[]): Record<string, unknown> {
  const named = rows.filter(({ name }) => name.trim() !== "");
  return Object.fromEntries(named.map(({ name, value }) => [name.trim(), readValue(value.trim())]));
}

const LITERAL = /^(-?(0|[1-9]\d*)(\.\d+)?|true|false|null|\[.*\]|\{.*\})$/s;

/** "64" is a number, "true" is yes; what looks like none of these is text. */
export function readValue(text: string): unknown {
  if (!LITERAL.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

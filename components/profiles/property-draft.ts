/** Properties as they are typed: one name and one value a row. */
export type PropertyRow = { id: number; name: string; value: string };

export type ReadProperties =
  | { kind: "read"; properties: Record<string, unknown> }
  | { kind: "invalid"; code: "no-object" }
  /** `detail` is what the browser says of it; empty when it says nothing. */
  | { kind: "invalid"; code: "no-json"; detail: string };

/**
 * What the rows mean. Numbers, true, false, null and JSON lists or objects are taken as such and everything else as
 * text; quotes make a text of anything. Rows without a name are left out.
 */
export function readRows(rows: readonly PropertyRow[]): Record<string, unknown> {
  const named = rows.filter((row) => row.name.trim() !== "");
  return Object.fromEntries(named.map((row) => [row.name.trim(), readValue(row.value)]));
}

/** The rows that mean these properties. */
export function writeRows(properties: Record<string, unknown>): PropertyRow[] {
  return Object.entries(properties).map(([name, value], index) => ({
    id: index + 1,
    name,
    value: writeValue(value),
  }));
}

/** Reads properties from JSON, which must be an object. */
export function readJson(text: string): ReadProperties {
  if (text.trim() === "") return { kind: "read", properties: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { kind: "read", properties: value as Record<string, unknown> };
    }
    return { kind: "invalid", code: "no-object" };
  } catch (error) {
    return { kind: "invalid", code: "no-json", detail: error instanceof Error ? error.message : "" };
  }
}

export function writeJson(properties: Record<string, unknown>): string {
  return JSON.stringify(properties, null, 2);
}

function readValue(typed: string): unknown {
  const text = typed.trim();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A text that would be read as something else gets quotes. */
function writeValue(value: unknown): string {
  return typeof value === "string" && readValue(value) === value ? value : JSON.stringify(value);
}

import { storable } from "#server/store/storable.ts";

/** Deeper than anybody means; thousands of levels would overflow the stack of whoever reads the value. */
const NESTING_MAX_LEVELS = 64;

/**
 * A value as a cell of an export that an import reads as the same value. Text stays as it is unless it would be read as
 * something else, such as the text "42" or one that begins with a space: then it stands there as JSON, in quotes.
 */
export function writeJsonCell(value: unknown): string | number {
  if (value === null || value === undefined) return "";
  // A number stays one, or a negative would be taken for a formula.
  if (typeof value === "number") return value;
  if (typeof value !== "string") return JSON.stringify(value);
  const isPlain = value !== "" && value === value.trim() && !value.startsWith("'");
  return isPlain && readJsonCell(value) === value ? value : JSON.stringify(value);
}

/** What a cell holds: the value of its JSON, or else its text. */
export function readJsonCell(text: string): unknown {
  const value = parse(text);
  return value === undefined || !isHarmless(value, NESTING_MAX_LEVELS) ? text : storable(value);
}

/** The values of a cell that holds several by their names; null when it is no JSON object. */
export function readJsonObject(text: string): Record<string, unknown> | null {
  const value = readJsonCell(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without what no number can hold, and without the one name that is another object's prototype once it is copied. */
function isHarmless(value: unknown, levels: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  return Object.entries(value).every(
    ([key, entry]) => key.replaceAll("\0", "") !== "__proto__" && isHarmless(entry, levels - 1),
  );
}

import { plainValues, word } from "../phrase.ts";

/** A value with every phrase in it, and every value of a reason, as its English words. */
export function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  if ("text" in value && "values" in value && Object.keys(value).length === 2)
    return word(value as Parameters<typeof word>[0]);
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === "values" ? valuesInWords(inner) : inWords(inner),
  ]);
  return Object.fromEntries(entries);
}

function valuesInWords(values: unknown): unknown {
  return typeof values === "object" && values !== null && !Array.isArray(values)
    ? plainValues(values as Parameters<typeof plainValues>[0])
    : values;
}

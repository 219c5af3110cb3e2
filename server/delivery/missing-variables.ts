import { templateEngine } from "./template-engine.ts";

const VARIABLES_MAX = 50;
/** What the app itself adds when an email is written. */
const ALWAYS_THERE = new Set(["mail", "unsubscribe_url", "now"]);
/** Liquid answers these for every list and text. */
const COUNTS = new Set(["size", "first", "last"]);

/**
 * The variables that templates read and the data does not have, such as "profile.name", each once. A template that
 * cannot be read has none: writing it says what is wrong.
 */
export function missingVariables(templates: string[], data: Record<string, unknown>): string[] {
  const missing = new Set<string>();
  for (const template of templates) {
    for (const path of variablesOf(template, data)) {
      if (missing.size >= VARIABLES_MAX) return [...missing];
      if (!ALWAYS_THERE.has(path[0]!) && !isThere(path, data)) missing.add(path.join("."));
    }
  }
  return [...missing];
}

function variablesOf(template: string, data: Record<string, unknown>): string[][] {
  if (!template.includes("{")) return [];
  try {
    const segments = templateEngine(data).globalVariableSegmentsSync(template, { partials: false });
    return segments.map((path) => {
      // Behind an index that is itself a variable, nobody can tell what is read.
      const end = path.findIndex((part) => typeof part === "object");
      return (end < 0 ? path : path.slice(0, end)).map(String).filter((part) => part !== "");
    });
  } catch {
    return [];
  }
}

function isThere(path: string[], data: Record<string, unknown>): boolean {
  let value: unknown = data;
  for (const part of path) {
    if ((Array.isArray(value) || typeof value === "string") && COUNTS.has(part)) return true;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return false;
    value = (value as Record<string, unknown>)[part];
  }
  return value !== null && value !== undefined && value !== "";
}

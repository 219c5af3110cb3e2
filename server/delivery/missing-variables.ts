import { type LiquidOutput, liquidOutputs, quotedText } from "#workflows/liquid-outputs.ts";
import { templateEngine } from "./template-engine.ts";
import { instantOf } from "./template-format.ts";

/** A variable that a message asks for and this person has no value for. */
export interface MissingVariable {
  /** As the template has it: "profile.city". */
  path: string;
  /** What stands in its places, each text once; "" for nothing. Empty where it is only asked for in conditions. */
  shown: string[];
}

const VARIABLES_MAX = 50;
/** What the app itself adds when an email is written. */
const ALWAYS_THERE = new Set(["mail", "now"]);
/** Filled in while the message is handed over, never by a template. */
const SECRETS = "secrets";
/** Liquid answers these for every list and text. */
const COUNTS = new Set(["size", "first", "last"]);
/** These make nothing of what is no date. */
const DATE_FILTERS = new Set(["date", "time", "datetime", "local_date", "local_time"]);

/**
 * The variables that templates read and the data does not have, such as "profile.name", each once, and dates that are
 * none. A template that cannot be read has none: writing it says what is wrong.
 */
export function missingVariables(templates: string[], data: Record<string, unknown>): MissingVariable[] {
  const missing = new Map<string, MissingVariable>();
  for (const template of templates) {
    const outputs = template.includes("{") ? liquidOutputs(template) : [];
    for (const path of new Set([...variablesOf(template, data), ...badDates(outputs, data)])) {
      if (missing.size >= VARIABLES_MAX) return [...missing.values()];
      const known = missing.get(path) ?? { path, shown: [] };
      missing.set(path, { path, shown: [...new Set([...known.shown, ...standIns(outputs, path)])] });
    }
  }
  return [...missing.values()];
}

function variablesOf(template: string, data: Record<string, unknown>): string[] {
  if (!template.includes("{")) return [];
  try {
    const segments = templateEngine(data).globalVariableSegmentsSync(template, { partials: false });
    return segments.flatMap((path) => {
      // Behind an index that is itself a variable, nobody can tell what is read.
      const end = path.findIndex((part) => typeof part === "object");
      const known = (end < 0 ? path : path.slice(0, end)).map(String).filter((part) => part !== "");
      const [root = ""] = known;
      return ALWAYS_THERE.has(root) || root === SECRETS || isThere(known, data) ? [] : known.join(".");
    });
  } catch {
    return [];
  }
}

function badDates(outputs: LiquidOutput[], data: Record<string, unknown>): string[] {
  return outputs.flatMap(({ path, filters: [first] }) => {
    if (!first || !DATE_FILTERS.has(first.name) || path.length < 2 || !isThere(path, data)) return [];
    return instantOf(valueAt(path, data), data.now) === null ? path.join(".") : [];
  });
}

function standIns(outputs: LiquidOutput[], path: string): string[] {
  return outputs
    .filter((output) => output.path.join(".") === path)
    .map(({ filters }) => {
      const fallback = filters.find(({ name }) => name === "default");
      return fallback ? (quotedText(fallback.argument) ?? fallback.argument) : "";
    });
}

function isThere(path: string[], data: Record<string, unknown>): boolean {
  const value = valueAt(path, data);
  return value !== null && value !== undefined && value !== "";
}

function valueAt(path: string[], data: Record<string, unknown>): unknown {
  let value: unknown = data;
  for (const part of path) {
    if ((Array.isArray(value) || typeof value === "string") && COUNTS.has(part)) return value.length;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

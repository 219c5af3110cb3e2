import { compareValues } from "./compare-values.ts";
import type { PropertyRule } from "./condition.ts";
import { readPath } from "./read-path.ts";

/** Whether every rule over an event's properties holds. Days are counted from when it happened. */
export function matchesWhere(
  rules: readonly PropertyRule[] | undefined,
  event: { at: number; properties: Record<string, unknown> },
  zone: string,
): boolean {
  if (rules === undefined) return true;
  const asked = { now: event.at, zone };
  return rules.every(({ path, operator, value }) =>
    compareValues(readPath(event.properties, path), operator, value, asked),
  );
}

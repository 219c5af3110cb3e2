import { isRecord } from "./parts.ts";

/** More are not asked for: no rule that a person can read names so many. */
const EVENTS_MAX = 20;

/** The events that the rules anywhere inside a value name, each once. */
export function namedEvents(value: unknown): string[] {
  const names = new Set<string>();
  collect(value, names);
  return [...names].slice(0, EVENTS_MAX);
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const part of value) collect(part, names);
  if (!isRecord(value)) return;
  if (typeof value.event === "string" && value.event !== "") names.add(value.event);
  for (const part of Object.values(value)) collect(part, names);
}

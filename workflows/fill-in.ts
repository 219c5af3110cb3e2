import { readPath } from "./read-path.ts";

const PLACEHOLDER = /\{\{\s*([\w.-]+)\s*\}\}/g;
const LONE_PLACEHOLDER = /^\s*\{\{\s*([\w.-]+)\s*\}\}\s*$/;

/**
 * A value that may name values of the run: "{{ event.total }}" alone is that value with its type, within a text it is
 * written out. What is not there is nothing: undefined alone, empty within a text.
 */
export function fillIn(text: string, data: Record<string, unknown>): unknown {
  const lone = LONE_PLACEHOLDER.exec(text);
  if (lone) return readPath(data, lone[1]!);
  return text.replace(PLACEHOLDER, (_, path: string) => {
    const value = readPath(data, path);
    return value === undefined || value === null || typeof value === "object" ? "" : String(value);
  });
}

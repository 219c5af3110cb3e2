import { isUtf8 } from "node:buffer";
import { storable } from "#server/store/storable.ts";

/** Deeper than anybody means; a few thousand levels would overflow the stack of whoever reads the event. */
export const NESTING_MAX_LEVELS = 64;

/** Escapes of characters that cannot be stored; they are rare, so most bodies are not walked through for them. */
const UNSTORABLE_ESCAPE = /\\u(0000|d[89a-f])/i;

export type JsonBody =
  /** `unstorable`: some text in it may hold what no database can. */
  { kind: "ok"; json: unknown; unstorable: boolean } | { kind: "refused"; message: string };

/** Reads a body; each event in it is still to be looked at with `harmless`. */
export function parseJsonBody(bytes: Buffer): JsonBody {
  if (!isUtf8(bytes)) return { kind: "refused", message: "The body is not UTF-8 text" };
  const text = bytes.toString("utf8");
  try {
    return { kind: "ok", json: JSON.parse(text), unstorable: UNSTORABLE_ESCAPE.test(text) };
  } catch {
    return { kind: "refused", message: "The body is not JSON" };
  }
}

export type Harmless = { kind: "ok"; value: object } | { kind: "refused"; message: string };

/** The object without what could do harm further in; what cannot be left out of it is a reason to refuse it. */
export function harmless(value: object, unstorable: boolean): Harmless {
  const problem = problemIn(value, NESTING_MAX_LEVELS);
  if (problem) return { kind: "refused", message: problem };
  if (!unstorable) return { kind: "ok", value };
  const clean = storable(value);
  // A key may become a harmful one only by what was left out of it.
  const left = problemIn(clean, NESTING_MAX_LEVELS);
  return left ? { kind: "refused", message: left } : { kind: "ok", value: clean };
}

function problemIn(value: object, levels: number): string | null {
  if (levels === 0) return `is nested deeper than ${NESTING_MAX_LEVELS} levels`;
  for (const key in value) {
    // A plain key here, but another object's prototype wherever it is copied by assignment.
    if (key === "__proto__") return 'has a key named "__proto__"';
    const entry: unknown = value[key as keyof typeof value];
    // JSON can spell numbers that no number can hold, such as 1e999.
    if (typeof entry === "number" && !Number.isFinite(entry)) return `${key} is too large a number`;
    if (typeof entry !== "object" || entry === null) continue;
    const problem = problemIn(entry, levels - 1);
    if (problem) return problem;
  }
  return null;
}

import { storable } from "#server/store/storable.ts";

export type HookBody =
  | { kind: "ok"; value: Record<string, unknown> }
  | { kind: "refused"; status: 400 | 415; code: string; message: string };

/** Deeper than anybody means; a few thousand levels would overflow the stack of whoever reads the event. */
const NESTING_MAX_LEVELS = 64;

/** Reads a body that another program posted: a JSON object, or a form. What could do harm further in is refused. */
export function parseHookBody(contentType: string | undefined, bytes: Buffer): HookBody {
  const type = (contentType ?? "").split(";", 1)[0]!.trim().toLowerCase();
  if (type === "application/json" || type.endsWith("+json")) return parseJsonObject(bytes);
  if (type === "application/x-www-form-urlencoded") return parseForm(bytes);
  const message = "The content type must be application/json or application/x-www-form-urlencoded";
  return { kind: "refused", status: 415, code: "content-type", message };
}

export function parseJsonObject(bytes: Buffer): HookBody {
  const text = decode(bytes);
  if (text === null) return notUtf8;
  try {
    return check(JSON.parse(text));
  } catch {
    return malformed("The body is not JSON");
  }
}

/** Fields by their names; the values of a name that comes several times become a list. */
function parseForm(bytes: Buffer): HookBody {
  const text = decode(bytes);
  if (text === null) return notUtf8;
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields.get(name);
    if (known === undefined) fields.set(name, value);
    else if (typeof known === "string") fields.set(name, [known, value]);
    else known.push(value);
  }
  return check(Object.fromEntries(fields));
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function check(body: unknown): HookBody {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return malformed("The body is not a JSON object");
  const problem = problemIn(body, NESTING_MAX_LEVELS);
  return problem ? malformed(problem) : { kind: "ok", value: storable(body as Record<string, unknown>) };
}

function problemIn(value: unknown, levels: number): string | null {
  // JSON can spell numbers that no number can hold, such as 1e999.
  if (typeof value === "number" && !Number.isFinite(value)) return "A number in the body is too large";
  if (typeof value !== "object" || value === null) return null;
  if (levels === 0) return `The body is nested deeper than ${NESTING_MAX_LEVELS} levels`;
  for (const [key, entry] of Object.entries(value)) {
    // A plain key here, but another object's prototype wherever it is copied by assignment. Storing drops NULs.
    if (key.replaceAll("\0", "") === "__proto__") return 'The body has a key named "__proto__"';
    const problem = problemIn(entry, levels - 1);
    if (problem) return problem;
  }
  return null;
}

const notUtf8 = malformed("The body is not UTF-8 text");

function malformed(message: string): HookBody {
  return { kind: "refused", status: 400, code: "malformed", message };
}

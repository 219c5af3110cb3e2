import type { Refusal } from "#server/hooks/request.ts";
import { storable } from "#server/store/storable.ts";
import { word } from "#workflows/phrase.ts";
import { type Reason, wordReason } from "#workflows/reasons.ts";
import { parseMultipart, parseUrlEncoded } from "./hooks-form.ts";

export type HookBody = { kind: "ok"; value: Record<string, unknown> } | { kind: "refused"; refusal: Refusal };

const MULTIPART = "multipart/form-data";
const FORM_TYPES = new Set(["application/x-www-form-urlencoded", MULTIPART]);
/** Deeper than anybody means; a few thousand levels would overflow the stack of whoever reads the event. */
const NESTING_MAX_LEVELS = 64;

/**
 * Reads a body that another program posted: JSON, or a form. A list of one object is that object, as some programs
 * send lists of one; a longer list is refused, because one request is about one person. What could do harm further in
 * is refused too.
 */
export function parseHookBody(contentType: string | undefined, text: string | null): HookBody {
  const type = (contentType ?? "").split(";", 1)[0]!.trim().toLowerCase();
  const isJson = type === "application/json" || type.endsWith("+json");
  if (!isJson && !FORM_TYPES.has(type)) {
    const reason: Reason = { code: "hook.content-type" };
    return { kind: "refused", refusal: { status: 415, code: "content-type", reason } };
  }
  if (text === null) return malformed({ code: "hook.not-text" });
  if (isJson) return parseJson(text, 1);
  const fields = type === MULTIPART ? parseMultipart(contentType ?? "", text) : parseUrlEncoded(text);
  return fields ? check(fields) : malformed({ code: "hook.not-form" });
}

/** A JSON object, and nothing else, for doors that say what they want. */
export function parseJsonObject(
  bytes: Buffer,
):
  | { kind: "ok"; value: Record<string, unknown> }
  | { kind: "refused"; status: Refusal["status"]; code: string; message: string } {
  const text = decodeBody(bytes);
  const body = text === null ? malformed({ code: "hook.not-text" }) : parseJson(text, 0);
  if (body.kind === "ok") return body;
  const { status, code, reason } = body.refusal;
  return { kind: "refused", status, code, message: word(wordReason(reason.code, reason.values)) };
}

/** A body as text; null when its bytes are no UTF-8. */
export function decodeBody(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A list of up to so many objects is its first. */
function parseJson(text: string, listMax: 0 | 1): HookBody {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed({ code: "hook.not-json" });
  }
  if (!Array.isArray(value) || listMax === 0) return check(value);
  if (value.length > listMax) {
    const reason: Reason = { code: "hook.several", values: { count: value.length } };
    return { kind: "refused", refusal: { status: 422, code: "several", reason } };
  }
  return check(value[0]);
}

function check(body: unknown): HookBody {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return malformed({ code: "hook.single-value" });
  const problem = problemIn(body, NESTING_MAX_LEVELS);
  return problem ? malformed(problem) : { kind: "ok", value: storable(body as Record<string, unknown>) };
}

function problemIn(value: unknown, levels: number): Reason | null {
  // JSON can spell numbers that no number can hold, such as 1e999.
  if (typeof value === "number" && !Number.isFinite(value)) return { code: "hook.number" };
  if (typeof value !== "object" || value === null) return null;
  if (levels === 0) return { code: "hook.nested", values: { max: NESTING_MAX_LEVELS } };
  for (const [key, entry] of Object.entries(value)) {
    // A plain key here, but another object's prototype wherever it is copied by assignment. Storing drops NULs.
    if (key.replaceAll("\0", "") === "__proto__") return { code: "hook.prototype" };
    const problem = problemIn(entry, levels - 1);
    if (problem) return problem;
  }
  return null;
}

function malformed(reason: Reason): HookBody {
  return { kind: "refused", refusal: { status: 400, code: "malformed", reason } };
}

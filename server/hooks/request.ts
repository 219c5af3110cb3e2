import { readPath } from "#workflows/read-path.ts";
import type { Reason } from "#workflows/reasons.ts";
import { isSecretHeader } from "./safe-headers.ts";

/** What a program sent, once it could be read. Names of headers are in small letters. */
export interface HookRequest {
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** Why a request makes no event, as its sender is told. */
export interface Refusal {
  status: 400 | 401 | 413 | 415 | 422;
  code: string;
  reason: Reason;
}

export const HEADER_PATH = "header:";

/**
 * What a request has at "a.b.0.c", or at "header:x-name". Forms have flat names that may hold dots themselves. Headers
 * that are not kept cannot be read either, so that a sample shows what a request will do.
 */
export function valueAt({ headers, body }: HookRequest, path: string): unknown {
  if (!path.startsWith(HEADER_PATH)) return Object.hasOwn(body, path) ? body[path] : readPath(body, path);
  const name = path.slice(HEADER_PATH.length).trim().toLowerCase();
  return Object.hasOwn(headers, name) && !isSecretHeader(name) ? headers[name] : undefined;
}

/** The text of a single value; null for what is none, or is empty. */
export function textAt(request: HookRequest, path: string): string | null {
  const value = valueAt(request, path);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
  return String(value).trim() || null;
}

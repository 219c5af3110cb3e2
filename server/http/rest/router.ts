import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

interface Pattern {
  segments: string[];
  byMethod: Map<string, Route>;
}

export type Found =
  | { kind: "found"; route: Route; params: Record<string, string> }
  | { kind: "other-method"; allow: string[] }
  /** A parameter is not text. */
  | { kind: "malformed" }
  | { kind: "unknown" };

const patterns = patternsOf(routes);

/** The route for a request, with the parameters in its path. */
export function findRoute(method: string, path: string): Found {
  const segments = path.split("/");
  const pattern = patterns.find((known) => matches(known.segments, segments));
  if (!pattern) return { kind: "unknown" };
  const route = pattern.byMethod.get(method);
  if (!route) return { kind: "other-method", allow: [...pattern.byMethod.keys()] };
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.segments.entries()) {
    if (!isParameter(segment)) continue;
    const value = decode(segments[index]!);
    if (value === null) return { kind: "malformed" };
    params[segment.slice(1, -1)] = value;
  }
  return { kind: "found", route, params };
}

function patternsOf(known: readonly Route[]): Pattern[] {
  const byPath = new Map<string, Pattern>();
  for (const route of known) {
    const pattern = byPath.get(route.path) ?? { segments: route.path.split("/"), byMethod: new Map() };
    pattern.byMethod.set(route.method, route);
    byPath.set(route.path, pattern);
  }
  return [...byPath.values()];
}

function matches(pattern: string[], segments: string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (isParameter(part) ? segments[index] !== "" : part === segments[index]))
  );
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}

/** Null for what is no UTF-8, or holds a NUL, which no database stores. */
function decode(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

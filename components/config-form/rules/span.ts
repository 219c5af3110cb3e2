import { isRecord } from "./parts.ts";

/** The four ways in which a rule can say when something happened. */
export const spans = ["ever", "last", "between", "before"] as const;
export type SpanKind = (typeof spans)[number];

const DAYS_AT_FIRST = 30;
const NEWEST_AT_FIRST = 7;

/** `withinDays` and `beforeDays` as they are stored: days back, and how many of the newest of them are left out. */
export function readSpan(part: unknown): SpanKind {
  if (!isRecord(part)) return "ever";
  const newestLeftOut = part.beforeDays !== undefined;
  if (part.withinDays === 0) return newestLeftOut ? "before" : "ever";
  return newestLeftOut ? "between" : "last";
}

/** The same span of another kind, with the days that were entered as far as it has them. */
export function changeSpan(part: Record<string, unknown>, kind: SpanKind): Record<string, unknown> {
  const { beforeDays, ...rest } = part;
  const days = typeof part.withinDays === "number" && part.withinDays > 0 ? part.withinDays : DAYS_AT_FIRST;
  const newest = typeof beforeDays === "number" ? beforeDays : NEWEST_AT_FIRST;
  switch (kind) {
    case "ever":
      return { ...rest, withinDays: 0 };
    case "last":
      return { ...rest, withinDays: days };
    case "between":
      return { ...rest, withinDays: Math.max(days, newest + 1), beforeDays: newest };
    case "before":
      return { ...rest, withinDays: 0, beforeDays: newest };
  }
}

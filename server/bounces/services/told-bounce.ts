import { type BounceReport, enhancedCodeIn } from "../judge-bounce.ts";

/** One thing that a sending service tells of one message. */
export interface ToldBounce {
  /** What the message was sent with to be known again. */
  returnId: string;
  report: BounceReport;
}

/** The most that is taken from one request. */
export const TOLD_MAX = 2000;
/** RFC 3463: "other or undefined security status". What a service calls blocked without giving the receiver's own code. */
export const BLOCKED_CODE = "5.7.0";

export type Json = Record<string, unknown>;

export function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.slice(0, TOLD_MAX).map(objectOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A bounce as a service tells it; its code is looked for in the texts in this order. */
export function told(
  returnId: unknown,
  { texts, hint, blocked = false }: { texts: unknown[]; hint: BounceReport["hint"]; blocked?: boolean },
): ToldBounce {
  const said = texts.map(textOf).filter((text) => text !== "");
  const code = said.map(enhancedCodeIn).find((found) => found !== null) ?? (blocked ? BLOCKED_CODE : null);
  // The last one is in the words of the receiving side.
  return { returnId: textOf(returnId), report: { kind: "bounce", code, hint, detail: said.at(-1) ?? "" } };
}

export function toldComplaint(returnId: unknown): ToldBounce {
  return { returnId: textOf(returnId), report: { kind: "complaint", code: null, hint: null, detail: "" } };
}

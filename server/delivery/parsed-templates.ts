import type { Liquid, Template } from "liquidjs";

/** Of each engine; what is read takes about ten times as much memory as its text. */
const TEMPLATES_KEPT_MAX = 10;

const kept = new WeakMap<Liquid, Map<string, Template[]>>();

/**
 * Reads a template, or takes what was read of the same one before: reading a whole email takes longer than filling it in,
 * and thousands of people get the same. Throws what the engine throws.
 */
export function parseOnce(engine: Liquid, template: string): Template[] {
  const known = kept.get(engine) ?? new Map<string, Template[]>();
  kept.set(engine, known);
  const parsed = known.get(template) ?? engine.parse(template);
  // Put at the end again: the one that was not asked for the longest goes first.
  known.delete(template);
  known.set(template, parsed);
  if (known.size > TEMPLATES_KEPT_MAX) {
    const oldest = known.keys().next().value;
    if (oldest !== undefined) known.delete(oldest);
  }
  return parsed;
}

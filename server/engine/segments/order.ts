import { type Condition, condition, rulesIn } from "#workflows/condition.ts";
import { touches } from "#workflows/touches.ts";

/** Segments that ask about segments that ask about segments …: so many below each other. */
export const SEGMENT_DEPTH_MAX = 5;

export interface RuledSegment {
  id: number;
  rule: Condition;
}

/**
 * The circle that a segment would be in with this rule: its own id, those in between, and its own again. Null when there
 * is none. A segment that does not exist yet has no id, and is in none.
 */
export function segmentCycle(
  segment: { id: number | null; rule: Condition },
  others: readonly RuledSegment[],
): number[] | null {
  const { id, rule } = segment;
  if (id === null) return null;
  const rules = new Map(others.map((other) => [other.id, other.rule]));
  rules.set(id, rule);
  const seen = new Set<number>();
  const path: number[] = [id];
  const reaches = (from: Condition): boolean => {
    for (const next of segmentsIn(from)) {
      path.push(next);
      if (next === id) return true;
      const nextRule = rules.get(next);
      if (!seen.has(next) && nextRule) {
        seen.add(next);
        if (reaches(nextRule)) return true;
      }
      path.pop();
    }
    return false;
  };
  return reaches(rule) ? path : null;
}

/** How many segments stand below each other under a rule: 0 when it asks about none. There must be no circle. */
export function segmentDepth(rule: Condition, others: readonly RuledSegment[]): number {
  const rules = new Map(others.map((other) => [other.id, other.rule]));
  const known = new Map<number, number>();
  const depthOf = (of: Condition): number => {
    const below = segmentsIn(of).map((id) => {
      const depth = known.get(id) ?? depthBelow(id);
      known.set(id, depth);
      return depth + 1;
    });
    return Math.max(0, ...below);
  };
  const depthBelow = (id: number): number => {
    const below = rules.get(id);
    return below ? depthOf(below) : 0;
  };
  return depthOf(rule);
}

/** The segments that ask about one of these, those that ask about them, and so on; without these themselves. */
export function segmentsAsking(ids: readonly number[], all: readonly RuledSegment[]): number[] {
  const found = new Set(ids);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, rule } of all) if (segmentsIn(rule).some((asked) => found.has(asked))) found.add(id);
  }
  for (const id of ids) found.delete(id);
  return [...found];
}

/** Those that are asked about before those that ask; among others by id. What is in a circle comes last. */
export function inOrder<S extends RuledSegment>(segments: readonly S[]): S[] {
  const left = [...segments].sort((a, b) => a.id - b.id);
  const ordered: S[] = [];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ id }) => id));
    const index = left.findIndex(({ rule }) => !segmentsIn(rule).some((asked) => waiting.has(asked)));
    ordered.push(...left.splice(Math.max(index, 0), 1));
  }
  return ordered;
}

/** The segments that a rule asks about. */
export function segmentsIn(rule: Condition): number[] {
  return [...touches(rule).segments];
}

/** A stored rule; null when this version cannot read it. */
export function readRule(stored: unknown): Condition | null {
  const parsed = condition.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** Whether a rule asks for what a run carries, which nobody has outside of one. */
export function readsRunData(rule: Condition): boolean {
  return rulesIn(rule).some(({ kind }) => kind === "data");
}

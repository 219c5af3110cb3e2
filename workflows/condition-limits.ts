/** How deep groups and negations may stand inside each other. */
export const RULE_DEPTH_MAX = 8;
/** Rules, groups and negations in one condition. */
export const PARTS_MAX = 200;

/** Whether a condition, however unfinished, is small enough. Does not go deeper than that itself. */
export function isWithinLimits(given: unknown): boolean {
  const open = [{ part: given, depth: 0 }];
  for (let parts = 0; open.length > 0; parts++) {
    if (parts === PARTS_MAX) return false;
    const { part, depth } = open.pop()!;
    if (typeof part !== "object" || part === null || !("of" in part)) continue;
    const inner = Array.isArray(part.of) ? part.of : [part.of];
    if (!inner.some(isPart)) continue;
    if (depth === RULE_DEPTH_MAX) return false;
    for (const one of inner) open.push({ part: one, depth: depth + 1 });
  }
  return true;
}

/** The `of` of a measure is a word and no rule. */
function isPart(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

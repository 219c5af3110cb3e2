import { comparisonTurns } from "./compare-values.ts";
import { type Condition, type EventRule, rulesIn, type SingleRule } from "./condition.ts";
import { type Facts, zoneOf } from "./facts.ts";
import { isOften, occurredAt } from "./holds.ts";
import { countNeed, measureKey, messageNeed, totalNeed, type WindowNeed, workflowNeed } from "./needs.ts";
import { readAttribute, readPath } from "./read-path.ts";
import { entersAt, isInWindow, leavesAt, type Span, windowOf } from "./rule-window.ts";

/**
 * The next moment after `now` at which the rule may have another answer by time alone: until then it keeps the one it
 * has, unless something happens that `touches` names. Null: never. Reads what `needsIn` and `turnNeedsIn` name. A change
 * of a segment or of the stage of life is not time alone.
 */
export function turnsAt(
  rule: Condition,
  facts: Facts,
  now: number,
  data: Record<string, unknown> = {},
): number | null {
  let next: number | null = null;
  for (const single of rulesIn(rule)) {
    const at = turnOf(single, facts, now, data);
    if (at !== null && (next === null || at < next)) next = at;
  }
  return next;
}

function turnOf(rule: SingleRule, facts: Facts, now: number, data: Record<string, unknown>): number | null {
  const zone = zoneOf(facts);
  switch (rule.kind) {
    case "attribute": {
      const value = readAttribute(facts.profile, rule.attribute);
      return firstAfter(now, comparisonTurns(value, rule.operator, rule.value, zone));
    }
    case "data":
      return firstAfter(now, comparisonTurns(readPath(data, rule.path), rule.operator, rule.value, zone));
    case "occurred":
      return firstAfter(now, comparisonTurns(occurredAt(rule, facts), rule.operator, rule.value, zone));
    case "event":
      return isForEver(rule) ? null : countTurn(rule, readTimes(facts, countNeed(rule)), now);
    case "measure":
      return isForEver(rule) ? null : firstChange(rule, readTimes(facts, totalNeed(rule, "count")), now);
    case "message":
      return isForEver(rule) ? null : firstChange(rule, readTimes(facts, messageNeed(rule)), now);
    case "workflow":
      return rule.state === "inside" || rule.withinDays === 0
        ? null
        : firstChange(rule, readTimes(facts, workflowNeed(rule)), now);
    default:
      return null;
  }
}

/** When a count comes to be often enough, or stops to be, because events enter the window and leave it. */
function countTurn(rule: EventRule, times: readonly number[], now: number): number | null {
  const window = windowOf(rule, now);
  let count = times.filter((at) => isInWindow(at, window)).length;
  const held = isOften(rule, count);
  const changes = times.flatMap((at) => changesOf(at, rule, now));
  changes.sort((a, b) => a.at - b.at);
  for (const [index, { at, by }] of changes.entries()) {
    count += by;
    // Those of the same moment change it together.
    if (changes[index + 1]?.at !== at && isOften(rule, count) !== held) return at;
  }
  return null;
}

function firstChange(span: Span, times: readonly number[], now: number): number | null {
  const changes = times.flatMap((at) => changesOf(at, span, now));
  return firstAfter(
    now,
    changes.map(({ at }) => at),
  );
}

function changesOf(at: number, span: Span, now: number): { at: number; by: 1 | -1 }[] {
  const [enters, leaves] = [entersAt(at, span), leavesAt(at, span)];
  return [
    ...(enters !== null && enters > now ? [{ at: enters, by: 1 as const }] : []),
    ...(leaves !== null && leaves > now ? [{ at: leaves, by: -1 as const }] : []),
  ];
}

function isForEver({ withinDays, beforeDays }: Span): boolean {
  return withinDays === 0 && !beforeDays;
}

function readTimes(facts: Facts, need: WindowNeed): readonly number[] {
  const times = facts.times?.[measureKey(need)];
  if (times === undefined) throw new Error(`times not loaded: ${measureKey(need)}`);
  return times;
}

function firstAfter(now: number, moments: readonly number[]): number | null {
  let next: number | null = null;
  for (const at of moments) if (at > now && (next === null || at < next)) next = at;
  return next;
}

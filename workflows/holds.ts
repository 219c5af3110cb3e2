import { TAGS_ATTRIBUTE } from "./change.ts";
import { compareValues } from "./compare-values.ts";
import type { Condition, EventRule, MeasureRule, SingleRule } from "./condition.ts";
import { type Facts, zoneOf } from "./facts.ts";
import { countNeed, type MeasureNeed, measureKey, messageNeed, totalNeed, workflowNeed } from "./needs.ts";
import { readAttribute, readPath } from "./read-path.ts";

/** Whether the rule holds at a moment, for these facts and the run's own data. */
export function holds(rule: Condition, facts: Facts, data: Record<string, unknown>, now: number): boolean {
  switch (rule.kind) {
    case "all":
      return rule.of.every((part) => holds(part, facts, data, now));
    case "any":
      return rule.of.some((part) => holds(part, facts, data, now));
    case "not":
      return !holds(rule.of, facts, data, now);
    default:
      return holdsAlone(rule, facts, data, now);
  }
}

function holdsAlone(rule: SingleRule, facts: Facts, data: Record<string, unknown>, now: number): boolean {
  const asked = { now, zone: zoneOf(facts) };
  switch (rule.kind) {
    case "attribute":
      return compareValues(readAttribute(facts.profile, rule.attribute), rule.operator, rule.value, asked);
    case "data":
      return compareValues(readPath(data, rule.path), rule.operator, rule.value, asked);
    case "reachable":
      return facts.reachable[rule.channel === "web-push" ? "webPush" : rule.channel];
    case "event":
      return isOften(rule, readMeasure(facts, countNeed(rule)) ?? 0);
    case "measure":
      return compareValues(measured(rule, facts), rule.operator, rule.value, asked);
    case "occurred":
      return compareValues(occurredAt(rule, facts), rule.operator, rule.value, asked);
    case "message":
      return (readMeasure(facts, messageNeed(rule)) ?? 0) >= rule.atLeast;
    case "workflow":
      return (readMeasure(facts, workflowNeed(rule)) ?? 0) > 0;
    case "segment":
      return facts.segments.has(rule.segmentId);
    case "lifecycle":
      return facts.stage === rule.stage;
    case "tag":
      return tagsOf(facts).includes(rule.tag);
  }
}

/** Whether an event that happened so often did as often as the rule asks. */
export function isOften(
  { how = "at-least", atLeast }: Pick<EventRule, "how" | "atLeast">,
  count: number,
): boolean {
  if (how === "exactly") return count === atLeast;
  return how === "at-most" ? count <= atLeast : count >= atLeast;
}

/** What a rule over a property measures; null where no event that counts has a number there. A sum of nothing is 0. */
export function measured(rule: MeasureRule, facts: Facts): number | null {
  if (rule.of === "max" || rule.of === "min") return readMeasure(facts, totalNeed(rule, rule.of));
  const sum = readMeasure(facts, totalNeed(rule, "sum"));
  if (rule.of === "sum") return sum === null ? null : toMillionths(sum);
  const count = readMeasure(facts, totalNeed(rule, "count"));
  return sum === null || !count ? null : toMillionths(sum / count);
}

/** Fractions are added up with tiny errors, by which 0.1 and 0.2 would not be 0.3. */
function toMillionths(value: number): number {
  return (Math.sign(value) * Math.floor(Math.abs(value) * 1e6 + 0.5)) / 1e6;
}

/** When the event of a rule happened for the first or the last time; null: never. */
export function occurredAt(
  { which, event, where }: Extract<SingleRule, { kind: "occurred" }>,
  facts: Facts,
): number | null {
  return readMeasure(facts, { kind: "occurred", which, event, where });
}

/** Every tag of a profile: those that people here gave it, and those in its attributes. */
export function tagsOf({ tags, profile }: Pick<Facts, "tags" | "profile">): unknown[] {
  const own = readPath(profile.attributes, TAGS_ATTRIBUTE);
  return Array.isArray(own) ? [...tags, ...own] : [...tags];
}

/** Throws for a measure that was not loaded. */
export function readMeasure(facts: Pick<Facts, "measures">, need: MeasureNeed): number | null {
  const value = facts.measures[measureKey(need)];
  if (value === undefined) throw new Error(`measure not loaded: ${measureKey(need)}`);
  return value;
}

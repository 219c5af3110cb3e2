import type { Condition, SingleRule } from "./condition.ts";
import type { Facts } from "./facts.ts";
import { holds, measured, occurredAt, readMeasure } from "./holds.ts";
import type { LifecycleStage } from "./lifecycle.ts";
import { countNeed, messageNeed } from "./needs.ts";
import { readAttribute, readPath } from "./read-path.ts";

/** A text that was seen is cut here: an explanation is one line. */
const SEEN_MAX_CHARS = 200;

/** What a rule found where it looked. */
export type Seen =
  /** A single value, or a list or an object in short; null where nothing is known. */
  | { kind: "value"; value: string | number | boolean | null }
  | { kind: "reachable"; value: boolean }
  /** How often the event happened in the span of the rule. */
  | { kind: "count"; count: number; event: string; withinDays: number; beforeDays?: number }
  /** How many messages there were in the span of the rule. */
  | { kind: "messages"; count: number }
  /** When it happened; null: never. */
  | { kind: "moment"; at: number | null }
  | { kind: "stage"; stage: LifecycleStage | null }
  /** The verdict says it all. */
  | { kind: "nothing" };

/** Why a rule held, or did not: every part with its own verdict, also those that the evaluator need not look at. */
export interface Explained {
  kind: Condition["kind"];
  holds: boolean;
  /** The rule itself and what it found; both null for what is only made of parts. */
  rule: SingleRule | null;
  seen: Seen | null;
  parts: Explained[];
}

/**
 * The verdict of `holds` with everything that it rests on. Reads what the evaluator reads, so a measure that was not
 * loaded throws here too.
 */
export function explainCondition(
  rule: Condition,
  facts: Facts,
  data: Record<string, unknown>,
  now: number,
): Explained {
  switch (rule.kind) {
    case "all":
    case "any": {
      const parts = rule.of.map((part) => explainCondition(part, facts, data, now));
      const verdict = rule.kind === "all" ? parts.every(isTrue) : parts.some(isTrue);
      return { kind: rule.kind, holds: verdict, rule: null, seen: null, parts };
    }
    case "not": {
      const part = explainCondition(rule.of, facts, data, now);
      return { kind: "not", holds: !part.holds, rule: null, seen: null, parts: [part] };
    }
    default:
      return {
        kind: rule.kind,
        holds: holds(rule, facts, data, now),
        rule,
        seen: seenBy(rule, facts, data),
        parts: [],
      };
  }
}

function isTrue({ holds: verdict }: Explained): boolean {
  return verdict;
}

function seenBy(rule: SingleRule, facts: Facts, data: Record<string, unknown>): Seen {
  switch (rule.kind) {
    case "attribute":
      return { kind: "value", value: inShort(readAttribute(facts.profile, rule.attribute)) };
    case "data":
      return { kind: "value", value: inShort(readPath(data, rule.path)) };
    case "reachable":
      return {
        kind: "reachable",
        value: facts.reachable[rule.channel === "web-push" ? "webPush" : rule.channel],
      };
    case "event": {
      const { event, withinDays, beforeDays } = rule;
      const count = readMeasure(facts, countNeed(rule)) ?? 0;
      return { kind: "count", count, event, withinDays, ...(beforeDays ? { beforeDays } : {}) };
    }
    case "measure":
      return { kind: "value", value: measured(rule, facts) };
    case "occurred":
      return { kind: "moment", at: occurredAt(rule, facts) };
    case "message":
      return { kind: "messages", count: readMeasure(facts, messageNeed(rule)) ?? 0 };
    case "lifecycle":
      return { kind: "stage", stage: facts.stage };
    case "workflow":
    case "segment":
    case "tag":
      return { kind: "nothing" };
  }
}

/** A value as one line can show it. */
function inShort(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SEEN_MAX_CHARS ? `${text.slice(0, SEEN_MAX_CHARS)}…` : text;
}

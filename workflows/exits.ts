import type { CompiledGraph } from "./compile.ts";
import { addDuration } from "./duration.ts";
import { matchesEvent } from "./event-filter.ts";
import type { Facts } from "./facts.ts";
import { holds } from "./holds.ts";
import type { TriggerEvent } from "./node.ts";
import { phrase } from "./phrase.ts";
import type { Reason } from "./reasons.ts";
import type { RunData, RunState } from "./run.ts";
import { wordCondition } from "./word-condition.ts";

/**
 * Why this event ends a run at whatever node it is; null when it does not. What happened before the run does not end it,
 * however late it is told, unless it shows that the run should not have begun: the order of a cart that was not abandoned.
 */
export function exitOnEvent(
  { trigger, settings }: CompiledGraph,
  event: TriggerEvent,
  { data, since = Number.NEGATIVE_INFINITY }: Pick<RunState, "data" | "since">,
  zone: string,
): Reason | null {
  const ends =
    (trigger?.definition.exitEvents(trigger.config).includes(event.name) &&
      event.at >= Math.min(since, trigger.definition.exitsSince?.(data) ?? since)) ||
    (event.at >= since && settings.exitEvents.some((filter) => matchesEvent(filter, event, data, zone)));
  return ends ? { code: "run.exit-event", values: { event: event.name } } : null;
}

/** Why the exit rule ends a run now; null when it does not hold. */
export function exitByRule(
  { settings }: CompiledGraph,
  facts: Facts,
  data: RunData,
  now: number,
): Reason | null {
  const rule = settings.exitCondition;
  if (!rule || !holds(rule, facts, data, now)) return null;
  return { code: "run.exit-condition", values: { rule: phrase(wordCondition(rule)) } };
}

/** Whether the event is the goal of a run, in time: within the window after it began, in days of the zone's calendar. */
export function reachesGoal(
  { settings }: CompiledGraph,
  run: { startedAt: number; data: RunData },
  event: TriggerEvent,
  zone: string,
): boolean {
  const { goalEvent, goalWhere, goalDays } = settings;
  if (goalEvent === "" || !matchesEvent({ event: goalEvent, where: goalWhere }, event, run.data, zone))
    return false;
  const until = addDuration(run.startedAt, { amount: goalDays, unit: "days" }, zone);
  return event.at >= run.startedAt && event.at < until;
}

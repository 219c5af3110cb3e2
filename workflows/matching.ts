import type { CompiledGraph } from "./compile.ts";
import { eventsIn, needsIn } from "./needs.ts";
import type { TriggerContext, TriggerEvent, TriggerOutcome } from "./node.ts";

/**
 * An event older than this starts nothing: it is told as history, and somebody who signed up last year is not
 * welcomed today.
 */
export const EVENT_AGE_MAX_MS = 24 * 3_600_000;

/** What a workflow's trigger makes of an event; nothing when it does not listen to it. */
export function matchTrigger(
  graph: CompiledGraph,
  event: TriggerEvent,
  context: TriggerContext,
): TriggerOutcome[] {
  const { trigger } = graph;
  if (!trigger?.definition.listens(trigger.config).includes(event.name)) return [];
  return trigger.definition.on(trigger.config, event, context);
}

/** The names of all events that this graph has to see: its trigger's, its exits', its goal, and what its steps wait for. */
export function eventNamesOf({ trigger, settings, steps }: CompiledGraph): string[] {
  const waits = [...steps.values()];
  // A rule like "has ordered" may come to hold with the event that it counts.
  const ruled = waits.filter(({ definition }) => definition.hear);
  const counted = [
    ...(settings.exitCondition ? needsIn(settings.exitCondition) : []),
    ...ruled.flatMap(({ definition, config }) => definition.reads?.(config) ?? []),
  ];
  const names = [
    ...(trigger?.definition.listens(trigger.config) ?? []),
    ...(trigger?.definition.exitEvents(trigger.config) ?? []),
    ...settings.exitEvents.map((filter) => filter.event),
    ...(settings.goalEvent === "" ? [] : [settings.goalEvent]),
    ...waits.flatMap(({ definition, config }) => definition.listens?.(config) ?? []),
    ...eventsIn(counted),
  ];
  return [...new Set(names)];
}

/** Whether a change of a profile may start, time or end anything here. */
export function watchesProfiles({ trigger, settings, steps }: CompiledGraph): boolean {
  return (
    trigger?.definition.onProfile !== undefined ||
    trigger?.definition.timerOf !== undefined ||
    settings.exitCondition !== null ||
    [...steps.values()].some(({ definition, config }) => definition.watches?.(config))
  );
}

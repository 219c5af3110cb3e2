import type { CompiledGraph } from "./compile.ts";
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

/** Whether the event ends the runs of this graph. */
export function isExitEvent(graph: CompiledGraph, eventName: string): boolean {
  return graph.trigger?.definition.exitEvents(graph.trigger.config).includes(eventName) ?? false;
}

/** The names of all events that this graph has to see. */
export function eventNamesOf(graph: CompiledGraph): string[] {
  if (!graph.trigger) return [];
  const { definition, config } = graph.trigger;
  return [...new Set([...definition.listens(config), ...definition.exitEvents(config)])];
}

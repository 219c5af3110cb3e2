import type { Steps } from "#server/database/database.ts";
import { BY_HAND_KEY, mayEnter } from "#server/engine/entry.ts";
import type { Live } from "#server/engine/live.ts";
import { lastRunOf } from "#server/store/runs.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import { decideEntry } from "#workflows/entry.ts";
import { zoneOf } from "#workflows/facts.ts";
import type { DueOutcome } from "#workflows/node.ts";
import type { Reason } from "#workflows/reasons.ts";
import type { Tried } from "./tried-person.ts";
import type { TriedStart } from "./tried-start.ts";

export interface EntryRefusal {
  reason: Reason;
  /** When the person was let in last; null when that is not why. */
  lastAt: number | null;
}

/** Entries that are refused whatever the person has been through. */
const WITHOUT_PAST = new Set<Reason["code"]>(["entry.not-begun", "entry.over", "entry.no-key"]);

/**
 * Why the workflow would not let the person in when a tried run begins, by the rules of real entries; null when it
 * would. Somebody invented has been through nothing. Writes nothing.
 */
export function* refusedEntry(
  live: Live,
  graph: CompiledGraph,
  workflowId: number,
  tried: Tried,
  start: TriedStart,
): Steps<EntryRefusal | null> {
  const { profile, facts, isStored } = tried;
  const { startAt } = start;
  const last = isStored ? yield* lastRunOf(workflowId, profile.id) : undefined;
  const lastAt = last?.startedAt ?? null;
  const entry = entryOf(graph, tried, start, lastAt);
  if (entry.kind === "refuse") return { reason: entry.reason, lastAt };
  const zones = { profile: zoneOf(facts), shop: live.settings.shop.timezone };
  const decision = isStored
    ? (yield* mayEnter({ workflowId, graph }, profile.id, entry, zones, startAt)).decision
    : decideEntry(graph.settings, entry, { last: null, active: 0 }, zones, startAt);
  if (decision.kind === "enter") return null;
  return { reason: decision.reason, lastAt: WITHOUT_PAST.has(decision.reason.code) ? null : lastAt };
}

/** The entry as the trigger would ask for it at that moment. */
function entryOf(
  { trigger }: CompiledGraph,
  { profile, facts }: Tried,
  { startAt, data, cart, entryKey }: TriedStart,
  lastStartedAt: number | null,
): DueOutcome {
  if (trigger?.definition.manual) return { kind: "start", entryKey: BY_HAND_KEY, data };
  if (trigger?.definition.schedule) return { kind: "start", entryKey: `at-${startAt}`, data };
  if (!trigger?.definition.due) return { kind: "start", entryKey, data };
  const timer = { timerKey: cart.cartKey, setAt: startAt, data };
  const context = { now: startAt, profile, zone: zoneOf(facts), cart, lastStartedAt };
  const due = trigger.definition.due(trigger.config, timer, context);
  return due.kind === "start" ? { ...due, data } : due;
}

import type { Steps, Transaction } from "#server/database/database.ts";
import { listEventsSince } from "#server/store/merge-events.ts";
import type { Profile } from "#server/store/profiles.ts";
import { activeRunsOf, findRun, type Run, unconvertedRunsOf } from "#server/store/runs.ts";
import { exitOnEvent } from "#workflows/exits.ts";
import { eventNamesOf } from "#workflows/matching.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import type { Input } from "#workflows/run.ts";
import { countGoals, GOAL_WINDOW_MAX_MS } from "./goals.ts";
import type { LiveVersion } from "./live.ts";
import { moveRun, type StepServices, versionOf } from "./step.ts";

/** What one profile did while the other's runs could not hear of it. */
export interface Missed {
  runIds: number[];
  events: TriggerEvent[];
}

/** What `by` did since the runs of `whose` began, as far as these or their goals want to know of it. */
export function* findMissed(
  tx: Transaction,
  services: StepServices,
  { whose, by }: { whose: number; by: number },
  now: number,
): Steps<Missed> {
  const active = yield* activeRunsOf(whose);
  const open = [...active, ...(yield* unconvertedRunsOf(whose, now - GOAL_WINDOW_MAX_MS))];
  const runIds = active.map(({ id }) => id);
  if (open.length === 0) return { runIds, events: [] };
  const names = [...new Set(open.flatMap((run) => listensTo(services, run)))];
  const since = Math.min(...open.map((run) => heedsSince(services, run)));
  return { runIds, events: yield* listEventsSince(tx, { profileId: by, names, since }) };
}

/** Lets the runs hear it now, in the order in which it happened: whoever ordered as a visitor is not reminded. */
export function* catchUp(
  services: StepServices,
  profile: Profile,
  { runIds, events }: Missed,
  now: number,
): Steps<void> {
  for (const event of events) {
    yield* countGoals(services, profile, event, now);
    for (const id of runIds) {
      const run = yield* findRun(id);
      if (run?.status !== "active") continue;
      const zone = profile.timezone ?? services.live.settings.shop.timezone;
      const input = inputFor(run, versionOf(services, run), event, zone);
      const state = { ...run.state, depth: Math.max(run.state.depth ?? 0, event.depth ?? 0) };
      if (input) yield* moveRun(services, { ...run, state }, profile, input, now);
    }
  }
}

/** In a removed workflow nothing goes on, and yet people leave it. */
function inputFor(
  { state }: Run,
  { removed, graph }: LiveVersion,
  event: TriggerEvent,
  zone: string,
): Input | null {
  if (!removed) return { kind: "signal", signal: { kind: "event", event } };
  const reason = exitOnEvent(graph, event, state, zone);
  return reason && { kind: "exit", reason };
}

function listensTo(services: StepServices, run: Run): string[] {
  const version = versionFor(services, run);
  if (!version) return [];
  const { goalEvent } = version.graph.settings;
  if (run.status !== "active") return goalEvent === "" ? [] : [goalEvent];
  return eventNamesOf(version.graph);
}

/** The oldest event that may mean something to a run: one before it may show that it should not have begun. */
function heedsSince(services: StepServices, run: Run): number {
  const trigger = versionFor(services, run)?.graph.trigger;
  const { since = run.startedAt, data } = run.state;
  return Math.min(run.startedAt, since, trigger?.definition.exitsSince?.(data) ?? since);
}

function versionFor({ live }: StepServices, { versionId, workflowId }: Run): LiveVersion | undefined {
  return live.version(versionId) ?? live.currentVersion(workflowId);
}

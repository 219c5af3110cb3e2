import type { Steps } from "#server/database/database.ts";
import { releaseHeld } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import { activeRunsOf, lookAgain } from "#server/store/runs.ts";
import { disarmTimersOf, moveTimer, setTimer, timersOf } from "#server/store/timers.ts";
import { watchesProfiles } from "#workflows/matching.ts";
import { DEPTH_MAX, follow, noteLoop } from "./follow.ts";
import type { LiveVersion } from "./live.ts";
import { moveRun, type StepServices } from "./step.ts";

const CHANGE = "profile change";

/** Does all that follows from a change of a profile; `before` is null for a new one. The change is stored already. */
export function* followProfile(
  services: StepServices,
  { before, after, depth }: { before: Profile | null; after: Profile; depth: number },
  now: number,
): Steps<void> {
  const moved = before !== null && before.timezone !== after.timezone;
  if (moved) yield* followZone(services, after, now);
  const watching = services.live.watchingProfiles;
  if (watching.length === 0) return;
  if (depth > DEPTH_MAX) return yield* noteLoop(after, CHANGE, depth, now);

  if (before) yield* tellRuns(services, after, depth, now);
  for (const version of watching) {
    if (!version.current) continue;
    yield* askTrigger(services, version, { before, after, depth }, now);
  }
}

/** Works out anew what waits for a time in the profile's zone: a wait of some days ends at the time of day where the person is now; so do quiet hours. */
export function* followZone(services: StepServices, profile: Profile, now: number): Steps<void> {
  yield* lookAgain(profile.id, now);
  yield* releaseHeld(profile.id, now);
  services.dueAt(now);
  const zone = profile.timezone ?? services.live.settings.shop.timezone;
  for (const timer of yield* timersOf(profile.id)) {
    const trigger = services.live.currentVersion(timer.workflowId)?.graph.trigger;
    const dueAt = trigger?.definition.reschedule?.(trigger.config, timer.setAt, zone);
    if (dueAt === undefined || dueAt === timer.dueAt) continue;
    yield* moveTimer(timer, dueAt);
    services.dueAt(dueAt);
  }
}

function* tellRuns(services: StepServices, profile: Profile, depth: number, now: number): Steps<void> {
  for (const run of yield* activeRunsOf(profile.id)) {
    const version = services.live.version(run.versionId);
    if (!version) continue;
    if (!watchesProfiles(version.graph)) continue;
    const state = { ...run.state, depth: Math.max(run.state.depth ?? 0, depth) };
    const signal = { kind: "profile-changed" } as const;
    yield* moveRun(services, { ...run, state }, profile, { kind: "signal", signal }, now);
  }
}

function* askTrigger(
  services: StepServices,
  version: LiveVersion,
  { before: was, after, depth }: { before: Profile | null; after: Profile; depth: number },
  now: number,
): Steps<void> {
  const { trigger } = version.graph;
  if (!trigger) return;
  const { definition, config } = trigger;
  const { workflowId } = version;
  const zone = after.timezone ?? services.live.settings.shop.timezone;
  const change = { before: was, after, at: now };
  for (const outcome of definition.onProfile?.(config, change, { zone, carts: [] }) ?? []) {
    yield* follow(services, version, after, { name: CHANGE, at: now, depth }, outcome, now);
  }
  if (definition.timerOf) {
    const before = (yield* timersOf(after.id)).find((timer) => timer.workflowId === workflowId);
    // A timer that is due but has not had its turn yet must not be lost to a change of something else.
    const since = before && before.since === version.timersSince ? Math.min(now, before.dueAt - 1) : now;
    const timer = definition.timerOf(config, after, zone, since);
    yield* disarmTimersOf(workflowId, after.id);
    if (!timer) return;
    yield* setTimer({ workflowId, profileId: after.id, setAt: now, since: version.timersSince, ...timer });
    services.dueAt(timer.dueAt);
  }
}

import type { Steps } from "#server/database/database.ts";
import { lookAgain } from "#server/store/due-runs.ts";
import { releaseHeld } from "#server/store/outbox.ts";
import type { Profile } from "#server/store/profiles.ts";
import { disarmTimersOf, moveTimer, setTimer, timersOf } from "#server/store/timers.ts";
import { watchesProfiles } from "#workflows/matching.ts";
import type { ProfileChange } from "#workflows/node.ts";
import { DEPTH_MAX, follow, noteLoop } from "./follow.ts";
import type { LiveVersion } from "./live.ts";
import { changedNames, noteTouched } from "./segments/note-touched.ts";
import type { StepServices } from "./step.ts";
import { tellRuns } from "./tell-runs.ts";

const CHANGE = "profile change";

/** Does all that follows from a change of a profile; `before` is null for a new one. The change is stored already. */
export function* followProfile(
  services: StepServices,
  { before, after, depth }: { before: Profile | null; after: Profile; depth: number },
  now: number,
): Steps<void> {
  const names = changedNames(before, after);
  yield* noteTouched(
    services,
    after.id,
    names ? { kind: "attributes", names } : { kind: "everything" },
    now,
    { depth },
  );
  const moved = before !== null && before.timezone !== after.timezone;
  if (moved) yield* followZone(services, after, now);
  const watching = services.live.watchingProfiles;
  if (watching.length === 0) return;
  if (depth > DEPTH_MAX) return yield* noteLoop(after, CHANGE, depth, now);

  // What follows may change the profile further, and is then followed on its own.
  const change = { before, after: { ...after }, at: now };
  const news = { signal: { kind: "profile-changed" as const }, depth };
  if (before) yield* tellRuns(services, after, news, (_run, { graph }) => watchesProfiles(graph), now);
  for (const version of watching) {
    if (!version.current) continue;
    yield* askTrigger(services, version, after, { change, depth }, now);
  }
}

/** Works out anew what waits for a time in the profile's zone: a wait of some days ends at the time of day where the person is now; so do quiet hours. */
export function* followZone(services: StepServices, profile: Profile, now: number): Steps<void> {
  yield* lookAgain(profile.id, now);
  yield* releaseHeld(profile.id, now);
  services.dueAt(now);
  const zone = services.live.zoneOf(profile);
  for (const timer of yield* timersOf(profile.id)) {
    const trigger = services.live.currentVersion(timer.workflowId)?.graph.trigger;
    const dueAt = trigger?.definition.reschedule?.(trigger.config, timer.setAt, zone);
    if (dueAt === undefined || dueAt === timer.dueAt) continue;
    yield* moveTimer(timer, dueAt);
    services.dueAt(dueAt);
  }
  for (const version of services.live.watchingProfiles) {
    if (version.current) yield* followDate(services, version, profile, now);
  }
}

function* askTrigger(
  services: StepServices,
  version: LiveVersion,
  after: Profile,
  { change, depth }: { change: ProfileChange; depth: number },
  now: number,
): Steps<void> {
  const { trigger } = version.graph;
  if (!trigger) return;
  const { definition, config } = trigger;
  const zone = services.live.zoneOf(after);
  for (const outcome of definition.onProfile?.(config, change, { zone, carts: [] }) ?? []) {
    yield* follow(services, version, after, { name: CHANGE, at: now, depth }, outcome, now);
  }
  yield* followDate(services, version, after, now);
}

/** Sets the timer of a trigger that follows a date of the profile. */
function* followDate(
  services: StepServices,
  version: LiveVersion,
  profile: Profile,
  now: number,
): Steps<void> {
  const { workflowId, graph } = version;
  if (!graph.trigger?.definition.timerOf) return;
  const { definition, config } = graph.trigger;
  const before = (yield* timersOf(profile.id)).find((timer) => timer.workflowId === workflowId);
  // A timer that is due but has not had its turn yet must not be lost to a change of something else.
  const since = before && before.since === version.timersSince ? Math.min(now, before.dueAt - 1) : now;
  const zone = services.live.zoneOf(profile);
  const timer = definition.timerOf?.(config, profile, zone, since);
  yield* disarmTimersOf(workflowId, profile.id);
  if (!timer) return;
  yield* setTimer({ workflowId, profileId: profile.id, setAt: now, since: version.timersSince, ...timer });
  services.dueAt(timer.dueAt);
}

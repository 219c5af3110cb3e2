import type { Steps } from "#server/database/database.ts";
import { findCart } from "#server/store/carts.ts";
import { note } from "#server/store/history.ts";
import { nextMessageAt } from "#server/store/messages.ts";
import { findProfile } from "#server/store/profiles.ts";
import { claimDueRuns, lastStartedAt, nextWakeAt, recordAdvance } from "#server/store/runs.ts";
import { disarmTimer, dueTimers, nextTimerAt, type Timer } from "#server/store/timers.ts";
import { breakOff } from "#workflows/interpreter.ts";
import { moveRun, type StepServices, startNewRun } from "./step.ts";

/** Starts the runs whose timers are due, some from each workflow; answers with how many timers were handled. */
export function* takeDueTimers(services: StepServices, limit: number, now: number): Steps<number> {
  let taken = 0;
  for (const workflowId of services.live.liveWorkflowIds) {
    if (taken >= limit) break;
    for (const timer of yield* dueTimers(workflowId, now, shareOf(services, limit))) {
      yield* disarmTimer(timer);
      yield* fire(services, timer, now);
      taken += 1;
    }
  }
  return taken;
}

/** Wakes the runs whose time has come, some from each workflow; answers with how many. */
export function* takeDueRuns(services: StepServices, limit: number, now: number): Steps<number> {
  let taken = 0;
  for (const workflowId of services.live.liveWorkflowIds) {
    if (taken >= limit) break;
    for (const run of yield* claimDueRuns(workflowId, now, shareOf(services, limit))) {
      const profile = yield* findProfile(run.profileId);
      if (profile) yield* moveRun(services, run, profile, { kind: "wake" }, now);
      taken += 1;
    }
  }
  return taken;
}

/** A long line at one workflow must not keep the others waiting. */
function shareOf({ live }: StepServices, limit: number): number {
  return Math.max(1, Math.floor(limit / live.liveWorkflowIds.length));
}

/** The first due timer could not be handled: sets it aside. */
export function* setTimerAside(services: StepServices, now: number): Steps<void> {
  for (const workflowId of services.live.liveWorkflowIds) {
    const [timer] = yield* dueTimers(workflowId, now, 1);
    if (!timer) continue;
    yield* disarmTimer(timer);
    yield* note({ profileId: timer.profileId, workflowId, at: now, reason: { code: "run.step-faulty" } });
    return;
  }
}

/** The first due run could not be moved on: ends it. */
export function* setRunAside(services: StepServices, now: number): Steps<void> {
  for (const workflowId of services.live.liveWorkflowIds) {
    const [run] = yield* claimDueRuns(workflowId, now, 1);
    if (!run) continue;
    yield* recordAdvance(run, breakOff(run.state, { code: "run.step-faulty" }), now);
    return;
  }
}

/** When something is next due, as things stand; null when nothing waits. */
export function* nextDueAt({ live }: StepServices, withMessages: boolean): Steps<number | null> {
  const times: (number | null)[] = [withMessages ? yield* nextMessageAt(null) : null];
  for (const workflowId of live.liveWorkflowIds) {
    times.push(yield* nextTimerAt(workflowId), yield* nextWakeAt(workflowId));
    if (withMessages) times.push(yield* nextMessageAt(workflowId));
  }
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

function* fire(services: StepServices, timer: Timer, now: number): Steps<void> {
  const version = services.live.openVersion(timer.workflowId);
  const profile = yield* findProfile(timer.profileId);
  const trigger = version?.graph.trigger;
  if (!version || !profile || !trigger?.definition.due) return;
  const cart = (yield* findCart(profile.id, timer.timerKey)) ?? null;
  const context = { now, cart, lastStartedAt: yield* lastStartedAt(version.workflowId, profile.id) };
  const outcome = trigger.definition.due(trigger.config, timer, context);
  if (outcome.kind === "start") yield* startNewRun(services, version, profile, outcome, now);
  else
    yield* note({ profileId: profile.id, at: now, workflowId: version.workflowId, reason: outcome.reason });
}

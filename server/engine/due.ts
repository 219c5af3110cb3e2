import type { Steps } from "#server/database/database.ts";
import { findCart } from "#server/store/carts.ts";
import { note } from "#server/store/history.ts";
import { nextMessageAt } from "#server/store/messages.ts";
import { findProfile } from "#server/store/profiles.ts";
import { claimDueRuns, lastStartedAt, nextWakeAt } from "#server/store/runs.ts";
import { disarmTimer, dueTimers, nextTimerAt, type Timer } from "#server/store/timers.ts";
import { moveRun, type StepServices, startNewRun } from "./step.ts";

/** Starts the runs whose timers are due; answers with how many timers were handled. */
export function* takeDueTimers(services: StepServices, limit: number, now: number): Steps<number> {
  const due = yield* dueTimers(now, limit);
  for (const timer of due) {
    yield* disarmTimer(timer);
    yield* fire(services, timer, now);
  }
  return due.length;
}

/** Wakes the runs whose time has come; answers with how many. */
export function* takeDueRuns(services: StepServices, limit: number, now: number): Steps<number> {
  const due = yield* claimDueRuns(now, limit);
  for (const run of due) {
    const profile = yield* findProfile(run.profileId);
    if (profile) yield* moveRun(services, run, profile, { kind: "wake" }, now);
  }
  return due.length;
}

/** When something is next due, as things stand; null when nothing waits. */
export function* nextDueAt(sendingOff: boolean): Steps<number | null> {
  const times = [yield* nextTimerAt(), yield* nextWakeAt(), sendingOff ? null : yield* nextMessageAt()];
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

import type { Steps, Transaction } from "#server/database/database.ts";
import { tellRunEnded } from "#server/notices/runs.ts";
import { findCart } from "#server/store/carts.ts";
import { dueRuns, nextWakeAt } from "#server/store/due-runs.ts";
import { note } from "#server/store/history.ts";
import { nextStageAt } from "#server/store/lifecycle.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { findRun, lastRunOf, type Run, recordAdvance } from "#server/store/runs.ts";
import { nextLookAt } from "#server/store/segment-looks.ts";
import { disarmTimer, dueTimers, nextTimerAt, setTimer, type Timer } from "#server/store/timers.ts";
import { breakOff } from "#workflows/interpreter.ts";
import { nextAdmissionAt } from "./admit.ts";
import { type DispatchServices, nextSendAt } from "./dispatch.ts";
import { enter } from "./entry.ts";
import type { LiveVersion } from "./live.ts";
import { nextOneOffBeginsAt } from "./one-offs.ts";
import { nextScheduleAt } from "./schedules.ts";
import { noteTouched } from "./segments/note-touched.ts";
import { nextRebuildAt } from "./segments/rebuild.ts";
import { staleReason } from "./stale.ts";
import { moveRun, type StepServices } from "./step.ts";

/** Starts the runs whose timers are due, some from each workflow; answers with how many timers were handled. */
export function* takeDueTimers(services: StepServices, limit: number, now: number): Steps<number> {
  let taken = 0;
  for (const workflowId of services.live.inTurn()) {
    if (taken >= limit) break;
    for (const timer of yield* dueTimers(workflowId, now, shareOf(services, limit))) {
      yield* disarmTimer(timer);
      yield* fire(services, timer, now);
      taken += 1;
    }
  }
  if (taken >= limit) services.live.nextTurn();
  return taken;
}

/** Wakes the runs whose time has come, some from each workflow; answers with how many. */
export function* takeDueRuns(services: StepServices, limit: number, now: number): Steps<number> {
  let taken = 0;
  for (const workflowId of services.live.inTurn()) {
    if (taken >= limit) break;
    const woken = new Set<number>();
    for (const read of yield* dueRuns(workflowId, now, shareOf(services, limit))) {
      // What another run of the same person did just now may have ended this one, or let it go on.
      const run = woken.has(read.profileId) ? yield* findRun(read.id) : read;
      if (run && isDue(run, now)) yield* wake(services, run, now);
      woken.add(read.profileId);
      taken += 1;
    }
  }
  if (taken >= limit) services.live.nextTurn();
  return taken;
}

function isDue({ status, wakeAt }: Run, now: number): boolean {
  return status === "active" && wakeAt !== null && wakeAt <= now;
}

function* wake(services: StepServices, run: Run, now: number): Steps<void> {
  // The rows of its runs go with a profile.
  const profile = (yield* findProfile(run.profileId))!;
  const zone = services.live.zoneOf(profile);
  const version = services.live.version(run.versionId);
  const due = run.state.waiting?.kind === "time" ? run.state.waiting.until : now;
  const reason = version && staleReason(version, "run.too-stale", due, zone);
  yield* moveRun(services, run, profile, reason ? { kind: "exit", reason } : { kind: "wake" }, now);
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
    const [run] = yield* dueRuns(workflowId, now, 1);
    if (!run) continue;
    const broken = breakOff(run.state, { code: "run.step-faulty" });
    yield* recordAdvance(run, broken, now);
    yield* noteTouched(services, run.profileId, { kind: "workflow", workflowId }, now);
    if (broken.end)
      yield* tellRunEnded(services.live, run, null, { end: broken.end, nodeId: broken.run.nodeId }, now);
    return;
  }
}

/** When something is next due, as things stand; null when nothing waits. */
export function* nextDueAt(
  tx: Transaction,
  services: DispatchServices,
  withMessages: boolean,
  now: number,
): Steps<number | null> {
  const { live } = services;
  const times: (number | null)[] = [withMessages ? yield* nextSendAt(tx, services, null, now) : null];
  if (live.segments.any) times.push(yield* nextLookAt());
  times.push(
    nextRebuildAt(live, now),
    yield* nextScheduleAt(live),
    yield* nextOneOffBeginsAt(live),
    yield* nextAdmissionAt(live),
  );
  times.push(yield* nextStageAt());
  for (const workflowId of live.liveWorkflowIds) {
    times.push(yield* nextTimerAt(workflowId), yield* nextWakeAt(workflowId));
    if (withMessages) times.push(yield* nextSendAt(tx, services, workflowId, now));
  }
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

function* fire(services: StepServices, timer: Timer, now: number): Steps<void> {
  const version = services.live.openVersion(timer.workflowId);
  const profile = yield* findProfile(timer.profileId);
  const trigger = version?.graph.trigger;
  if (!version || !profile || !trigger?.definition.due || timer.since !== version.timersSince) return;
  const { workflowId } = version;
  const zone = services.live.zoneOf(profile);
  const cart = (yield* findCart(profile.id, timer.timerKey)) ?? null;
  const last = yield* lastRunOf(workflowId, profile.id);
  const context = { now, cart, lastStartedAt: last?.startedAt ?? null, profile, zone };
  const stale = staleReason(version, "entry.too-stale", timer.dueAt, zone);
  const outcome = stale
    ? { kind: "refuse" as const, reason: stale }
    : trigger.definition.due(trigger.config, timer, context);
  yield* setNext(services, version, profile, timer, zone);
  if (outcome.kind === "start")
    yield* enter(services, version, profile, { ...outcome, depth: timer.depth }, now);
  else yield* note({ profileId: profile.id, at: now, workflowId, reason: outcome.reason });
}

/** A date that comes again each year has its next timer as soon as this year's has had its turn. */
function* setNext(
  services: StepServices,
  { graph, workflowId, timersSince }: LiveVersion,
  profile: Profile,
  fired: Timer,
  zone: string,
): Steps<void> {
  const next = graph.trigger?.definition.timerOf?.(graph.trigger.config, profile, zone, fired.dueAt);
  if (!next) return;
  yield* setTimer({ workflowId, profileId: profile.id, setAt: fired.dueAt, since: timersSince, ...next });
  services.dueAt(next.dueAt);
}

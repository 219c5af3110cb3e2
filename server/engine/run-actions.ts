import type { Steps, Transaction } from "#server/database/database.ts";
import { countEvents } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { handedStepsOf, messagesOfStay, statusesOfVisit } from "#server/store/messages.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { resendsOf } from "#server/store/resends.ts";
import { activeRunsOf, findRun, type Run, reviveRun } from "#server/store/runs.ts";
import { hasVisit } from "#server/store/visits.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import type { Reason, ReasonValues } from "#workflows/reasons.ts";
import type { Input } from "#workflows/run.ts";
import {
  exitEventNames,
  type RunAction,
  type RunStanding,
  runActionRefusal,
} from "#workflows/run-actions.ts";
import { stepLabel } from "#workflows/step-label.ts";
import { resendsOfKey } from "./resend-key.ts";
import { noteTouched } from "./segments/note-touched.ts";
import { moveRun, type StepServices, VersionNotLoaded } from "./step.ts";

export interface WantedAction {
  runId: number;
  /** A run of another workflow is none. */
  workflowId?: number;
  action: RunAction;
  /** The name of whoever wants it, for the person's history. */
  by: string;
  /** The visit that whoever asks has seen the run in; null: in whatever it is. */
  visit: number | null;
}

export type RunActionResult = { kind: "done" } | { kind: "refused"; reason: Reason };

/**
 * Does to a run what somebody wants by hand, in the caller's transaction, and notes who wanted it; null when there is no
 * such run. Throws VersionNotLoaded when the run's version has to be read first.
 */
export function* actOnRun(
  tx: Transaction,
  services: StepServices,
  wanted: WantedAction,
  now: number,
): Steps<RunActionResult | null> {
  const run = yield* findRun(wanted.runId);
  const profile = run && (yield* findProfile(run.profileId));
  if (!run || !profile || (wanted.workflowId ?? run.workflowId) !== run.workflowId) return null;
  const version = services.live.version(run.versionId);
  if (!version) {
    // Nobody is inside it any more, so it is not kept at hand.
    services.live.want(run.versionId);
    throw new VersionNotLoaded(`run ${run.id} is in version ${run.versionId}, which is not loaded`);
  }
  const { action, by, visit } = wanted;
  if (version.removed) return refused("act.workflow-removed");
  if (visit !== null && visit !== run.state.visit) return refused("act.gone-on");
  const standing = yield* standingOf(tx, run, profile, version.graph, action);
  const refusal = runActionRefusal(version.graph, standing, action);
  if (refusal !== null) {
    const { exitEventSince: event } = standing;
    return refused(refusal, event === null ? {} : { event });
  }

  const step = action.kind === "move" ? stepLabel(version.graph, action.nodeId) : null;
  const doing = inputOf(action, by);
  const at = { profileId: profile.id, workflowId: run.workflowId, runId: run.id, at: now };
  const { nodeId, visit: before } = run.state;
  if (doing.noted) {
    const values: ReasonValues = step ? { by, step } : { by };
    const reason = { code: doing.noted, values };
    yield* note({ ...at, nodeId, visit: before, reason });
  }
  if (action.kind === "retry") {
    yield* reviveRun(run.id);
    yield* noteTouched(services, profile.id, { kind: "workflow", workflowId: run.workflowId }, now);
  }
  yield* moveRun(services, { ...run, status: "active" }, profile, doing.input, now);
  return { kind: "done" };
}

/** What the run is told, and what is noted beside what that leads to. */
function inputOf(
  action: RunAction,
  by: string,
): { input: Input; noted: "run.retried" | "run.moved-by-hand" | null } {
  switch (action.kind) {
    case "retry":
      return { input: { kind: "retry" }, noted: "run.retried" };
    case "move":
      return { input: { kind: "move", to: action.nodeId }, noted: "run.moved-by-hand" };
    case "skip":
      return { input: { kind: "skip", reason: { code: "run.skipped-wait", values: { by } } }, noted: null };
    case "stop":
      return {
        input: { kind: "exit", reason: { code: "run.stopped-by-hand", values: { by } } },
        noted: null,
      };
  }
}

/** What decides which actions make sense for a run; for a retry much more does, so it is asked for by action. */
export function* standingOf(
  tx: Transaction,
  run: Run,
  profile: Profile,
  graph: CompiledGraph,
  action: RunAction,
): Steps<RunStanding> {
  const { id, status, state, workflowId, convertedAt, endedAt } = run;
  const standing = {
    status,
    state,
    messages: yield* statusesOfVisit(id, state.visit),
    handedAt: action.kind === "move" ? yield* handedStepsOf(id) : [],
    converted: convertedAt !== null,
    forgotten: false,
    inAnotherRun: false,
    exitEventSince: null,
  };
  if (action.kind !== "retry" || endedAt === null) return standing;
  const active = yield* activeRunsOf(profile.id);
  return {
    ...standing,
    messages: [...standing.messages, ...(yield* sentByHand(tx, run))],
    // Its visits and what it carried are removed after the same time.
    forgotten: !(yield* hasVisit(id, state.visit)),
    inAnotherRun: active.some((other) => other.id !== id && other.workflowId === workflowId),
    exitEventSince: yield* exitEventSince(profile, graph, endedAt),
  };
}

/** How what somebody sent again by hand at its step stands, as far as that went out or still may. */
function* sentByHand(tx: Transaction, { id, state }: Run): Steps<RunStanding["messages"]> {
  const originals: { id: number; profileId: number; createdAt: number }[] = yield* messagesOfStay(
    id,
    state.nodeId,
  );
  const statuses: RunStanding["messages"][number][] = [];
  // Grows while it is walked over: what was sent again can itself be sent again.
  for (const original of originals) {
    for (const { id, at, status } of yield* resendsOf(tx, original, resendsOfKey(original.id))) {
      originals.push({ id, profileId: original.profileId, createdAt: at });
      if (status !== "failed" && status !== "skipped") statuses.push(status);
    }
  }
  return statuses;
}

/** Which of the events that end runs of this workflow happened after a moment: nobody told an ended run of it. */
function* exitEventSince(profile: Profile, graph: CompiledGraph, since: number): Steps<string | null> {
  for (const name of exitEventNames(graph)) {
    if ((yield* countEvents(profile.id, name, since)) > 0) return name;
  }
  return null;
}

function refused(code: Reason["code"], values: ReasonValues = {}): RunActionResult {
  return { kind: "refused", reason: { code, values } };
}

import type { Steps } from "#server/database/database.ts";
import { tellRunConverted } from "#server/notices/runs.ts";
import { note } from "#server/store/history.ts";
import type { Profile } from "#server/store/profiles.ts";
import { markConverted, type Run, unconvertedRunsOf } from "#server/store/runs.ts";
import { reachesGoal } from "#workflows/exits.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import { noteTouched } from "./segments/note-touched.ts";
import { moveRun, type StepServices, versionOf } from "./step.ts";

/** No goal's window is longer, in milliseconds: 365 days and a clock change. */
export const GOAL_WINDOW_MAX_MS = 366 * 24 * 3_600_000;

/** Counts the runs of a profile, under way or over, whose goal this event is; those that should then leave do. */
export function* countGoals(
  services: StepServices,
  profile: Profile,
  event: TriggerEvent,
  now: number,
): Steps<void> {
  if (!services.live.listeningTo(event.name).some(({ graph }) => graph.settings.goalEvent === event.name))
    return;
  const zone = services.live.zoneOf(profile);
  for (const run of yield* unconvertedRunsOf(profile.id, event.at - GOAL_WINDOW_MAX_MS)) {
    // A version without anybody inside is not loaded: its ended runs are measured by the one that followed it.
    const version =
      run.status === "active"
        ? versionOf(services, run)
        : (services.live.version(run.versionId) ?? services.live.currentVersion(run.workflowId));
    if (
      !version ||
      !reachesGoal(version.graph, { startedAt: run.startedAt, data: run.state.data }, event, zone)
    )
      continue;
    yield* count(run, event, version.graph.settings.goalDays, now);
    const touch = { kind: "workflow" as const, workflowId: run.workflowId };
    yield* noteTouched(services, profile.id, touch, now, { at: event.at, depth: event.depth });
    if (services.live.subscriptions.any)
      yield* tellRunConverted(services.live, run, profile, { event: event.name, at: event.at }, now);
    if (run.status === "active" && version.graph.settings.goalExits) {
      const reason = { code: "run.goal-reached" as const, values: { event: event.name } };
      yield* moveRun(services, run, profile, { kind: "exit", reason }, now);
    }
  }
}

function* count(run: Run, event: TriggerEvent, days: number, now: number): Steps<void> {
  yield* markConverted(run.id, event.at);
  const { profileId, workflowId, id: runId } = run;
  const reason = { code: "run.goal-counted" as const, values: { event: event.name, days } };
  yield* note({ profileId, workflowId, runId, at: now, reason });
}

import type { Steps } from "#server/database/database.ts";
import { NOT_LOOKED_AT, removeStage, type StageRow, saveStage } from "#server/store/lifecycle.ts";
import { activityOf } from "#server/store/lifecycle-activity.ts";
import { thresholdsOf } from "#server/store/lifecycle-settings.ts";
import {
  type Activity,
  type LifecycleStage,
  type LifecycleThresholds,
  stageOf,
  stageTurnsAt,
} from "#workflows/lifecycle.ts";
import type { StepServices } from "../step.ts";
import { followStage } from "./follow-stage.ts";

const DAY_MS = 24 * 3_600_000;

/** Whose stage it is, and the row that is kept of it, if any. */
export interface Looked {
  profileId: number;
  row: StageRow | undefined;
}

/**
 * Works out the stage of a profile and keeps it. `quiet`: what has changed is the measure and not the person, so nothing
 * starts.
 */
export function* lookAtStage(
  services: StepServices,
  { profileId, row }: Looked,
  { quiet }: { quiet: boolean },
  now: number,
): Steps<void> {
  const { lifecycle, retention } = services.live.settings;
  const thresholds = thresholdsOf(lifecycle);
  const activity = yield* activityOf(profileId, lifecycle.event, thresholds, now);
  const stage = stageOf(activity, thresholds, now);
  const known = row !== undefined && row.since !== NOT_LOOKED_AT ? row : null;
  const from = known?.stage ?? null;
  if (stage === null) {
    // When events are not kept for ever, all of somebody's may be gone: they are still who was here long ago.
    const to = known && !quiet && retention.eventDays > 0 ? "lost" : null;
    if (known && to) yield* saveStage({ ...known, stage: to, dueAt: null });
    else if (row) yield* removeStage(profileId);
    if (from !== to) yield* followStage(services, profileId, { from, to, at: now }, { quiet: true }, now);
    return;
  }
  const since = known?.stage === stage ? known.since : beganAt(activity, thresholds, { from, stage }, now);
  const dueAt = stageTurnsAt(activity, thresholds, now);
  yield* saveStage({ profileId, stage, since, dueAt });
  if (dueAt !== null) services.dueAt(dueAt);
  if (stage !== from) yield* followStage(services, profileId, { from, to: stage, at: since }, { quiet }, now);
}

/** When a stage began that somebody is found in now. */
function beganAt(
  { firstAt, lastAt, returnedAt }: Activity,
  thresholds: LifecycleThresholds,
  { from, stage }: { from: LifecycleStage | null; stage: LifecycleStage },
  now: number,
): number {
  const after = (at: number | null, days: number) => (at ?? now) + days * DAY_MS;
  const first = firstAt ?? now;
  const last = lastAt ?? now;
  switch (stage) {
    case "new":
      return first;
    case "resurrected":
      return returnedAt ?? now;
    case "at-risk":
      return after(lastAt, thresholds.atRiskDays);
    case "dormant":
      return after(lastAt, thresholds.dormantDays);
    case "lost":
      return after(lastAt, thresholds.lostDays);
    case "active": {
      const ends = [after(firstAt, thresholds.newDays), after(returnedAt, thresholds.resurrectedDays)];
      const past = ends.filter((at) => at <= now);
      const wasQuiet = from === "at-risk" || from === "dormant" || from === "lost";
      return Math.max(...past, ...(wasQuiet ? [last] : []), first);
    }
  }
}

import type { Steps } from "#server/database/database.ts";
import { countEvents } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import type { Profile } from "#server/store/profiles.ts";
import { armTimer, disarmTimer } from "#server/store/timers.ts";
import { EVENT_AGE_MAX_MS } from "#workflows/matching.ts";
import type { TriggerEvent, TriggerOutcome } from "#workflows/node.ts";
import { enter } from "./entry.ts";
import type { LiveVersion } from "./live.ts";
import type { StepServices } from "./step.ts";

/** What has more workflows behind it than this starts and ends nothing: they are calling each other. */
export const DEPTH_MAX = 5;

/** Does what a trigger makes of something that happened. */
export function* follow(
  services: StepServices,
  version: LiveVersion,
  profile: Profile,
  cause: Pick<TriggerEvent, "name" | "at" | "depth">,
  outcome: TriggerOutcome,
  now: number,
): Steps<void> {
  const { workflowId } = version;
  if (outcome.kind === "disarm") {
    yield* disarmTimer({ workflowId, profileId: profile.id, timerKey: outcome.timerKey });
    return;
  }
  if (outcome.kind === "arm") {
    const { timerKey, dueAt, setAt, data } = outcome;
    // Long overdue already: told as history, not as something that is going on.
    if (now - dueAt > EVENT_AGE_MAX_MS) return;
    // Overdue and not the newest: the timer that the newest one set has had its turn.
    if (dueAt <= now && (yield* countEvents(profile.id, cause.name, cause.at + 1)) > 0) return;
    yield* armTimer({
      workflowId,
      profileId: profile.id,
      timerKey,
      dueAt,
      setAt,
      since: version.timersSince,
      depth: cause.depth ?? 0,
      data,
    });
    services.dueAt(dueAt);
    return;
  }
  const at = { profileId: profile.id, at: now, workflowId };
  if (now - cause.at > EVENT_AGE_MAX_MS) {
    const hours = Math.round((now - cause.at) / 3_600_000);
    yield* note({ ...at, reason: { code: "trigger.too-old", values: { event: cause.name, hours } } });
  } else if (!version.open) {
    yield* note({ ...at, reason: { code: "trigger.paused", values: { event: cause.name } } });
  } else yield* enter(services, version, profile, { ...outcome, depth: cause.depth, since: cause.at }, now);
}

/** Writes down that workflows call each other in a circle. */
export function* noteLoop(profile: Profile, event: string, depth: number, now: number): Steps<void> {
  const reason = { code: "run.loop-limit" as const, values: { event, depth } };
  yield* note({ profileId: profile.id, at: now, reason });
}

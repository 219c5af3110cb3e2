import type { Steps } from "#server/database/database.ts";
import { findProfile } from "#server/store/profiles.ts";
import { EVENT_AGE_MAX_MS, watchesProfiles } from "#workflows/matching.ts";
import type { StageChange } from "#workflows/node.ts";
import { follow } from "../follow.ts";
import { noteTouched } from "../segments/note-touched.ts";
import type { StepServices } from "../step.ts";
import { tellRuns } from "../tell-runs.ts";

const CHANGE = "stage of life";

/**
 * Does all that follows from a change of somebody's stage, which is stored already: workflows that begin with it, waits
 * and exits whose rule it is in. `quiet`: nothing begins.
 */
export function* followStage(
  services: StepServices,
  profileId: number,
  change: Omit<StageChange, "to"> & { to: StageChange["to"] | null },
  { quiet }: { quiet: boolean },
  now: number,
): Steps<void> {
  const profile = yield* findProfile(profileId);
  if (!profile) return;
  yield* noteTouched(services, profileId, { kind: "lifecycle" }, now, {
    at: Math.min(change.at, now),
    quiet,
  });
  if (services.live.watchingProfiles.length > 0) {
    // Before triggers, so that what ends one run does not meet the one that it starts.
    const news = { signal: { kind: "profile-changed" as const }, depth: 0 };
    yield* tellRuns(services, profile, news, (_run, { graph }) => watchesProfiles(graph), now);
  }
  const { from, to, at } = change;
  if (quiet || to === null || (isToldLate({ from, to }) && now - at > EVENT_AGE_MAX_MS)) return;
  const zone = services.live.zoneOf(profile);
  for (const version of services.live.openVersions()) {
    const { trigger } = version.graph;
    if (!trigger?.definition.onStage) continue;
    const outcomes = trigger.definition.onStage(trigger.config, { from, to, at }, { zone, carts: [] });
    for (const outcome of outcomes) {
      yield* follow(services, version, profile, { name: CHANGE, at, depth: 0 }, outcome, now);
    }
  }
}

/**
 * Whether a stage that began long ago is history that was told only now, which is no news. Somebody comes into the quiet
 * ones by time alone, however late that was found out.
 */
function isToldLate({ from, to }: { from: StageChange["from"]; to: StageChange["to"] }): boolean {
  return from === null || to === "new" || to === "active" || to === "resurrected";
}

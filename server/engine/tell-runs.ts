import type { Steps } from "#server/database/database.ts";
import type { Profile } from "#server/store/profiles.ts";
import { activeRunsOf, findRun, type Run } from "#server/store/runs.ts";
import type { Signal } from "#workflows/run.ts";
import type { LiveVersion } from "./live.ts";
import { moveRun, type StepServices } from "./step.ts";

/** Tells the profile's runs of something that happened to it; `depth` workflows stand behind it. */
export function* tellRuns(
  services: StepServices,
  profile: Profile,
  { signal, depth }: { signal: Signal; depth: number },
  concerns: (run: Run, version: LiveVersion) => boolean,
  now: number,
): Steps<void> {
  let anyMoved = false;
  for (const listed of yield* activeRunsOf(profile.id)) {
    // What one run does, like changing the profile, may have moved or ended those after it.
    const run = anyMoved ? yield* findRun(listed.id) : listed;
    const version = run?.status === "active" ? services.live.version(run.versionId) : undefined;
    if (!run || !version || !concerns(run, version)) continue;
    const state = { ...run.state, depth: Math.max(run.state.depth ?? 0, depth) };
    const input = { kind: "signal" as const, signal };
    if (yield* moveRun(services, { ...run, state }, profile, input, now)) anyMoved = true;
  }
}

import type { Steps } from "#server/database/database.ts";
import type { Profile } from "#server/store/profiles.ts";
import { activeRunsOf, findRun, type Run } from "#server/store/runs.ts";
import { exitOnEvent } from "#workflows/exits.ts";
import type { Input, Signal } from "#workflows/run.ts";
import type { LiveVersion } from "./live.ts";
import { moveRun, type StepServices, versionOf } from "./step.ts";

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
    if (run?.status !== "active") continue;
    const version = versionOf(services, run);
    if (!concerns(run, version)) continue;
    const input = inputFor(run, version, signal, profile.timezone ?? services.live.settings.shop.timezone);
    if (!input) continue;
    const state = { ...run.state, depth: Math.max(run.state.depth ?? 0, depth) };
    if (yield* moveRun(services, { ...run, state }, profile, input, now)) anyMoved = true;
  }
}

/** In a removed workflow nothing goes on, but whoever ordered meanwhile must not be reminded when it is brought back. */
function inputFor(
  { state }: Run,
  { removed, graph }: LiveVersion,
  signal: Signal,
  zone: string,
): Input | null {
  if (!removed) return { kind: "signal", signal };
  const reason = signal.kind === "event" ? exitOnEvent(graph, signal.event, state, zone) : null;
  return reason && { kind: "exit", reason };
}

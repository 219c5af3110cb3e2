import type { Steps } from "#server/database/database.ts";
import type { Profile } from "#server/store/profiles.ts";
import { noteLooks } from "#server/store/segment-looks.ts";
import { watchesProfiles } from "#workflows/matching.ts";
import { DEPTH_MAX, follow, noteLoop } from "../follow.ts";
import type { StepServices } from "../step.ts";
import { tellRuns } from "../tell-runs.ts";

const CHANGE = "segment change";

/** Somebody came into a segment or left it. */
export interface MemberChange {
  segmentId: number;
  entered: boolean;
  /** When what led to it happened; long ago, where it is told late. */
  at: number;
  /** How many workflows stand behind it. */
  depth: number;
  /** It is the rule that has changed, or history that was told: no run starts by it. */
  quiet: boolean;
}

/**
 * Does all that follows from a profile's coming into segments and leaving them, which is stored already: ends and wakes
 * runs, starts new ones, and has those segments look at the profile that ask about these. `looked`: segments that have
 * looked at the profile knowing of it.
 */
export function* followSegments(
  services: StepServices,
  profile: Profile,
  { changes, looked }: { changes: readonly MemberChange[]; looked: ReadonlyMap<number, unknown> },
  now: number,
): Steps<void> {
  if (changes.length === 0) return;
  const { live } = services;
  for (const { segmentId, at, depth, quiet } of changes) {
    const asking = live.segments.touchedBy({ kind: "segment", segmentId }).filter((id) => !looked.has(id));
    if (asking.length === 0) continue;
    yield* noteLooks(asking, { profileId: profile.id, dueAt: at, depth, quiet, now });
    services.dueAt(now);
  }
  const depth = Math.max(...changes.map((change) => change.depth));
  if (depth > DEPTH_MAX) {
    const isHeard = live.watchingProfiles.length > 0 || live.startedBySegments.length > 0;
    return isHeard ? yield* noteLoop(profile, CHANGE, depth, now) : undefined;
  }
  if (live.watchingProfiles.length > 0) {
    // Before triggers, so that what ends one run does not meet the one that it starts.
    const news = { signal: { kind: "profile-changed" as const }, depth };
    yield* tellRuns(services, profile, news, (_run, { graph }) => watchesProfiles(graph), now);
  }
  for (const change of changes) if (!change.quiet) yield* start(services, profile, change, now);
}

function* start(
  services: StepServices,
  profile: Profile,
  { segmentId, entered, at, depth }: MemberChange,
  now: number,
): Steps<void> {
  const zone = services.live.zoneOf(profile);
  const change = { segmentId, change: entered ? ("entered" as const) : ("left" as const), at };
  for (const version of services.live.startedBySegments) {
    const { trigger } = version.graph;
    if (!version.current || !trigger) continue;
    const { definition, config } = trigger;
    for (const outcome of definition.onSegment?.(config, change, { zone, carts: [] }) ?? [])
      yield* follow(services, version, profile, { name: CHANGE, at, depth }, outcome, now);
  }
}

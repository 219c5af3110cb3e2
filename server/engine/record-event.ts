import type { Steps } from "#server/database/database.ts";
import { foldIntoCarts } from "#server/store/carts.ts";
import { insertEvent } from "#server/store/events.ts";
import { type Profile, touchProfile } from "#server/store/profiles.ts";
import { matchTrigger } from "#workflows/matching.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import { DEPTH_MAX, follow, noteLoop } from "./follow.ts";
import { countGoals } from "./goals.ts";
import { noteActivity } from "./lifecycle/note-activity.ts";
import { recoverCarts } from "./recovered-carts.ts";
import { noteTouched } from "./segments/note-touched.ts";
import type { StepServices } from "./step.ts";
import { tellRuns } from "./tell-runs.ts";

const LAST_SEEN = { kind: "attributes" as const, names: ["lastSeenAt"] };

/** Notes when somebody was last there. */
export function* seeProfile(
  services: StepServices,
  profile: Profile,
  { at }: Pick<TriggerEvent, "at">,
  now: number,
): Steps<void> {
  if (yield* touchProfile(profile, at)) yield* noteTouched(services, profile.id, LAST_SEEN, now, { at });
}

/** Stores an event of a known profile and does all that follows from it. */
export function* recordEvent(
  services: StepServices,
  profile: Profile,
  event: TriggerEvent,
  now: number,
): Steps<void> {
  const { name, at, properties, depth = 0 } = event;
  yield* insertEvent({ profileId: profile.id, name, at, receivedAt: now, depth, properties });
  yield* noteTouched(services, profile.id, { kind: "event", name }, now, { at, depth });
  yield* noteActivity(services, profile.id, event, now);
  const { carts, closed } = yield* foldIntoCarts(profile.id, event);
  const listening = services.live.listeningTo(name);
  if (listening.length > 0 && depth > DEPTH_MAX) yield* noteLoop(profile, name, depth, now);
  else if (listening.length > 0) {
    yield* countGoals(services, profile, event, now);
    // Before triggers, so that the event which ends one quiet spell does not meet the run it ends.
    const news = { signal: { kind: "event" as const, event }, depth };
    // Also of what is told late: each run knows what is too old to mean anything to it.
    yield* tellRuns(services, profile, news, () => true, now);
    const zone = services.live.zoneOf(profile);
    for (const version of listening) {
      if (!version.current) continue;
      for (const outcome of matchTrigger(version.graph, event, { zone, carts })) {
        yield* follow(services, version, profile, event, outcome, now);
      }
    }
  }
  yield* recoverCarts(services, profile, closed, event, now);
}

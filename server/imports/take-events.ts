import type { Steps } from "#server/database/database.ts";
import { isActivity } from "#server/engine/lifecycle/note-activity.ts";
import type { Live } from "#server/engine/live.ts";
import { foldIntoCarts } from "#server/store/carts.ts";
import { claimMessageId, insertEvent } from "#server/store/events.ts";
import { markStage } from "#server/store/lifecycle.ts";
import { createProfile, type Profile, touchProfile } from "#server/store/profiles.ts";
import { noteAllLooks, noteLooks } from "#server/store/segment-looks.ts";
import { armTimer, disarmTimer, timersOf } from "#server/store/timers.ts";
import { matchTrigger } from "#workflows/matching.ts";
import { isStoredEvent, type TakenEvent } from "./known-events.ts";
import { findPerson } from "./take-profiles.ts";

/**
 * Stores an event as history: at its own time, starting and ending nothing. False when it was there already. Timers that
 * run for the person follow it all the same: somebody who ordered last week is not reminded of an older silence.
 */
export function* storeEvent(live: Live, event: TakenEvent, now: number): Steps<boolean> {
  if (!(yield* claimMessageId(event.key, now))) return false;
  const { row } = event;
  const { externalId, email, name, properties } = row;
  // A clock that ran ahead must not date an event in the future: timers would rest on it.
  const at = Math.min(row.at, now);
  const known = yield* findPerson(row);
  if (known && (yield* isStoredEvent(known.id, event, now))) return false;
  const profile = known ?? (yield* createProfile({ externalId, email, createdAt: now, updatedAt: now }));
  yield* insertEvent({ profileId: profile.id, name, at, receivedAt: now, properties });
  if (isActivity(live, { name })) yield* markStage(profile.id, now);
  const { carts } = yield* foldIntoCarts(profile.id, { name, at, properties });
  yield* touchProfile(profile, at);
  yield* noteSegments(live, { profile, isNew: !known, name }, now);
  yield* followWithTimers(live, profile, { name, at, properties }, carts);
  return true;
}

function* noteSegments(
  { segments }: Live,
  { profile: { id: profileId }, isNew, name }: { profile: Profile; isNew: boolean; name: string },
  now: number,
): Steps<void> {
  if (isNew) return yield* noteAllLooks(profileId, { quiet: true }, now);
  const touched = new Set([
    ...segments.touchedBy({ kind: "event", name }),
    ...segments.touchedBy({ kind: "attributes", names: ["lastSeenAt"] }),
  ]);
  yield* noteLooks([...touched], { profileId, dueAt: now, depth: 0, quiet: true, now });
}

function* followWithTimers(
  live: Live,
  profile: Profile,
  event: { name: string; at: number; properties: Record<string, unknown> },
  carts: Parameters<typeof matchTrigger>[2]["carts"],
): Steps<void> {
  const listening = live.listeningTo(event.name).filter(({ current }) => current);
  if (listening.length === 0) return;
  const running = yield* timersOf(profile.id);
  const zone = profile.timezone ?? live.settings.shop.timezone;
  for (const { workflowId, graph, timersSince: since } of listening) {
    for (const outcome of matchTrigger(graph, event, { zone, carts })) {
      if (outcome.kind === "start") continue;
      const { timerKey } = outcome;
      const own = { workflowId, profileId: profile.id, timerKey };
      if (!running.some((timer) => timer.workflowId === workflowId && timer.timerKey === timerKey)) continue;
      if (outcome.kind === "disarm") yield* disarmTimer(own);
      else yield* armTimer({ ...own, dueAt: outcome.dueAt, setAt: outcome.setAt, since, data: outcome.data });
    }
  }
}

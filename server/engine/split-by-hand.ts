import { and, count, eq, gte, inArray, lt, lte, max, min } from "drizzle-orm";
import { addSlots } from "#server/analytics/roll/add-slots.ts";
import { markOf } from "#server/analytics/roll/marks.ts";
import { packSlots, SLOT_MS, slotOf, unpackSlots } from "#server/analytics/slots.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { note } from "#server/store/history.ts";
import { markStage } from "#server/store/lifecycle.ts";
import { isLinkId } from "#server/store/merge.ts";
import { createProfile, findProfile, type Profile } from "#server/store/profiles.ts";
import { noteTouched } from "./segments/note-touched.ts";
import type { StepServices } from "./step.ts";

/** As many as a timeline shows in a few pages. */
export const SPLIT_EVENTS_MAX = 500;

export interface HandSplit {
  profileId: number;
  eventIds: readonly number[];
  /** Browsers whose next events are the new profile's. */
  anonymousIds: readonly string[];
  /** What to call the new profile. */
  name: string | null;
  by: string;
}

export type HandSplitResult =
  | { kind: "split"; profile: Profile; events: number }
  | { kind: "missing" }
  | { kind: "nothing" };

/**
 * Moves events, and the browsers that are chosen, from a profile to a new one. Nothing else tells whose it is, so runs,
 * messages, consent and carts stay where they are, and the new profile has agreed to nothing. No workflow is started.
 */
export function* splitByHand(
  tx: Transaction,
  services: StepServices,
  { profileId, eventIds, anonymousIds, name, by }: HandSplit,
  now: number,
): Steps<HandSplitResult> {
  const { events, anonymousIds: browsers, orderFacts } = tx.tables;
  const from = yield* findProfile(profileId);
  if (!from) return { kind: "missing" };
  const chosen = and(eq(events.profileId, profileId), inArray(events.id, [...eventIds, NO_ID]));
  const [found] = yield* run(
    tx.query
      .select({ events: count(), firstAt: min(events.at), lastAt: max(events.at) })
      .from(events)
      .where(chosen),
  );
  const own = anonymousIds.filter((value) => !isLinkId(value));
  const theirs = and(eq(browsers.profileId, profileId), inArray(browsers.value, [...own, ""]));
  const moved = yield* run(tx.query.select({ value: browsers.value }).from(browsers).where(theirs));
  if (found!.events === 0 && moved.length === 0) return { kind: "nothing" };
  const profile = yield* createProfile({
    name,
    isSample: from.isSample,
    timezone: from.timezone,
    createdAt: found!.firstAt ?? now,
    updatedAt: now,
    lastSeenAt: found!.lastAt,
  });
  yield* run(tx.query.update(browsers).set({ profileId: profile.id }).where(theirs));
  yield* run(
    tx.query
      .update(orderFacts)
      .set({ profileId: profile.id })
      .where(and(eq(orderFacts.profileId, profileId), inArray(orderFacts.eventId, [...eventIds, NO_ID]))),
  );
  const mark = yield* markOf(tx);
  const times = yield* run(
    tx.query
      .select({ at: events.at })
      .from(events)
      .where(and(chosen, eq(events.depth, 0), lte(events.id, mark))),
  );
  yield* run(tx.query.update(events).set({ profileId: profile.id }).where(chosen));
  yield* moveTimes(
    tx,
    times.map(({ at }) => at),
    { from: profileId, into: profile.id },
  );
  const values = { by, events: found!.events };
  yield* note({ profileId, at: now, reason: { code: "profile.split", values } });
  yield* note({ profileId: profile.id, at: now, reason: { code: "profile.split-off", values } });
  for (const id of [profileId, profile.id]) {
    yield* markStage(id, now);
    yield* noteTouched(services, id, { kind: "everything" }, now, { quiet: true });
  }
  services.dueAt(now);
  return { kind: "split", profile, events: found!.events };
}

/** The quarter hours of what was moved are the new profile's, and the old one's only where it did something else in them. */
function* moveTimes(
  tx: Transaction,
  times: number[],
  { from, into }: { from: number; into: number },
): Steps<void> {
  if (times.length === 0) return;
  const { events, activityTimes } = tx.tables;
  const moved = [...new Set(times.map(slotOf))].sort((a, b) => a - b);
  const left = yield* run(
    tx.query
      .select({ at: events.at })
      .from(events)
      .where(
        and(
          eq(events.profileId, from),
          eq(events.depth, 0),
          gte(events.at, moved[0]! * SLOT_MS),
          lt(events.at, (moved.at(-1)! + 1) * SLOT_MS),
        ),
      ),
  );
  const kept = new Set(left.map(({ at }) => slotOf(at)));
  const [known] = yield* run(tx.query.select().from(activityTimes).where(eq(activityTimes.profileId, from)));
  if (known) {
    const slots = unpackSlots(known.slots).filter((slot) => kept.has(slot) || !moved.includes(slot));
    yield* run(
      tx.query
        .update(activityTimes)
        .set({ slots: packSlots(slots) })
        .where(eq(activityTimes.profileId, from)),
    );
  }
  yield* addSlots(into, moved);
}

/** Stands in a list that may be empty. */
const NO_ID = -1;

import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Live } from "#server/engine/live.ts";
import { importMessageId, ownMessageId } from "#server/engine/message-ids.ts";
import { foldIntoCarts } from "#server/store/carts.ts";
import { claimMessageId, insertEvent } from "#server/store/events.ts";
import { createProfile, type Profile, touchProfile } from "#server/store/profiles.ts";
import { armTimer, disarmTimer, timersOf } from "#server/store/timers.ts";
import { matchTrigger } from "#workflows/matching.ts";
import type { EventRow } from "./read-row.ts";
import { findPerson } from "./take-profiles.ts";

const keyOf = statement<{ messageId: string }>()((query, { eventKeys }) =>
  query
    .select({ messageId: eventKeys.messageId })
    .from(eventKeys)
    .where(eq(eventKeys.messageId, sql.placeholder("messageId"))),
);

/** The id by which a repeat is known: the row's own, else what stands in the row. */
export function eventKey(row: EventRow, cells: readonly string[]): string {
  if (row.messageId !== null) return ownMessageId(row.messageId);
  return importMessageId(createHash("sha256").update(JSON.stringify(cells)).digest("base64url"));
}

/** Whether an event was taken in before. */
export function* isKnownEvent(messageId: string): Steps<boolean> {
  return (yield* prepared(keyOf, { messageId })).length > 0;
}

/**
 * Stores an event as history: at its own time, starting and ending nothing. False when it was there already. Timers that
 * run for the person follow it all the same: somebody who ordered last week is not reminded of an older silence.
 */
export function* storeEvent(live: Live, row: EventRow, messageId: string, now: number): Steps<boolean> {
  if (!(yield* claimMessageId(messageId, now))) return false;
  const { externalId, email, name, properties } = row;
  // A clock that ran ahead must not date an event in the future: timers would rest on it.
  const at = Math.min(row.at, now);
  const profile =
    (yield* findPerson(row)) ?? (yield* createProfile({ externalId, email, createdAt: now, updatedAt: now }));
  yield* insertEvent({ profileId: profile.id, name, at, receivedAt: now, properties });
  const { carts } = yield* foldIntoCarts(profile.id, { name, at, properties });
  yield* touchProfile(profile, at);
  yield* followWithTimers(live, profile, { name, at, properties }, carts);
  return true;
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

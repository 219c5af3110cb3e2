import { inArray, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { CLAIMED_PER_ADDRESS_PER_DAY, CLAIMED_PER_HOUR } from "#workflows/decide-send.ts";

/**
 * Emails to addresses that nobody has confirmed take places, each of which is free again some time after it was taken: so
 * no span of that length ever sees more of them than there are places, and no merge or erasure gives one back. They are
 * rows among the ids of messages that came in, which are forgotten after a week anyway.
 */
export interface Place {
  /** Which no program may be able to send as an id of its own. */
  name: string;
  /** How long it is taken. */
  forMs: number;
}

const PLACES_MAX = CLAIMED_PER_ADDRESS_PER_DAY + CLAIMED_PER_HOUR;
const slots = Array.from({ length: PLACES_MAX }, (_, index) => `name${index}`);

const taken = statement<Record<string, string>>()((query, { eventKeys }) =>
  query
    .select({ name: eventKeys.messageId, at: eventKeys.receivedAt })
    .from(eventKeys)
    .where(
      inArray(
        eventKeys.messageId,
        slots.map((slot) => sql.placeholder(slot)),
      ),
    ),
);
const take = statement<{ name: string; at: number; takenBefore: number }>()((query, { eventKeys }) =>
  query
    .insert(eventKeys)
    .values({ messageId: sql.placeholder("name"), receivedAt: sql.placeholder("at") })
    .onConflictDoUpdate({
      target: eventKeys.messageId,
      set: { receivedAt: sql`excluded.received_at` },
      setWhere: sql`${eventKeys.receivedAt} <= ${sql.placeholder("takenBefore")}`,
    })
    .returning({ name: eventKeys.messageId }),
);

/** Which of these places, at most as many as the limits name together, are free. */
export function* freePlaces(places: Place[], now: number): Steps<Place[]> {
  const names = slots.map((slot, index) => [slot, places[index]?.name ?? ""]);
  const rows = yield* prepared(taken, Object.fromEntries(names) as Record<string, string>);
  const takenAt = new Map(rows.map(({ name, at }) => [name, at]));
  return places.filter(({ name, forMs }) => {
    const at = takenAt.get(name);
    return at === undefined || at <= now - forMs;
  });
}

/** Takes a place; false when somebody else was faster. */
export function* takePlace({ name, forMs }: Place, now: number): Steps<boolean> {
  return (yield* prepared(take, { name, at: now, takenBefore: now - forMs })).length > 0;
}

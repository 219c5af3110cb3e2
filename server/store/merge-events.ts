import { and, desc, eq, gte, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { TriggerEvent } from "#workflows/node.ts";

/** Events that are looked at again when two profiles become one. */
const EVENTS_MAX = 100;

/** The newest of a profile's events of these names since a moment, in the order in which they happened. */
export function* listEventsSince(
  tx: Transaction,
  { profileId, names, since }: { profileId: number; names: string[]; since: number },
): Steps<TriggerEvent[]> {
  const { events, eventNames } = tx.tables;
  if (names.length === 0) return [];
  const rows = yield* run(
    tx.query
      .select({ name: eventNames.name, at: events.at, depth: events.depth, properties: events.properties })
      .from(events)
      .innerJoin(eventNames, eq(eventNames.id, events.nameId))
      .where(and(eq(events.profileId, profileId), inArray(eventNames.name, names), gte(events.at, since)))
      .orderBy(desc(events.at), desc(events.id))
      .limit(EVENTS_MAX),
  );
  return rows.reverse();
}

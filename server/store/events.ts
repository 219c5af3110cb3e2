import { and, desc, eq, gte, inArray, lt, max, sql } from "drizzle-orm";
import {
  type Database,
  prepared,
  recalled,
  rowsWritten,
  type Steps,
  statement,
} from "#server/database/database.ts";

const insertName = statement<{ name: string }>()((query, { eventNames }) =>
  query
    .insert(eventNames)
    .values({ name: sql.placeholder("name") })
    .onConflictDoNothing(),
);
const nameId = statement<{ name: string }>()((query, { eventNames }) =>
  query
    .select({ id: eventNames.id })
    .from(eventNames)
    .where(eq(eventNames.name, sql.placeholder("name"))),
);
const insertKey = statement<{ messageId: string; receivedAt: number }>()((query, { eventKeys }) =>
  query
    .insert(eventKeys)
    .values({ messageId: sql.placeholder("messageId"), receivedAt: sql.placeholder("receivedAt") })
    .onConflictDoNothing(),
);
/** Each statement has a price of its own, on PostgreSQL a way there and back. */
const KEYS_AT_ONCE = 25;
const PLACES = Array.from({ length: KEYS_AT_ONCE }, (_, place) => `id${place}`);
const insertKeys = statement<Record<string, string | number>>()((query, { eventKeys }) =>
  query
    .insert(eventKeys)
    .values(
      PLACES.map((place) => ({
        messageId: sql.placeholder(place),
        receivedAt: sql.placeholder("receivedAt"),
      })),
    )
    .onConflictDoNothing()
    .returning({ messageId: eventKeys.messageId }),
);
const deleteKeys = statement<{ before: number; limit: number }>()((query, { eventKeys }) =>
  query
    .delete(eventKeys)
    .where(
      inArray(
        eventKeys.messageId,
        query
          .select({ messageId: eventKeys.messageId })
          .from(eventKeys)
          .where(lt(eventKeys.receivedAt, sql.placeholder("before")))
          .orderBy(eventKeys.receivedAt)
          .limit(sql.placeholder("limit")),
      ),
    )
    .returning({ messageId: eventKeys.messageId }),
);
const insert = statement<{
  profileId: number;
  nameId: number;
  at: number;
  receivedAt: number;
  depth: number;
  properties: Record<string, unknown>;
}>()((query, { events }) =>
  query.insert(events).values({
    profileId: sql.placeholder("profileId"),
    nameId: sql.placeholder("nameId"),
    at: sql.placeholder("at"),
    receivedAt: sql.placeholder("receivedAt"),
    depth: sql.placeholder("depth"),
    properties: sql.placeholder("properties"),
  }),
);
const countSince = statement<{ profileId: number; nameId: number; since: number }>()((query, { events }) =>
  query
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(events)
    .where(
      and(
        eq(events.profileId, sql.placeholder("profileId")),
        eq(events.nameId, sql.placeholder("nameId")),
        gte(events.at, sql.placeholder("since")),
      ),
    ),
);

export interface NewEvent {
  profileId: number;
  name: string;
  at: number;
  receivedAt: number;
  /** How many workflows stand behind it. */
  depth?: number;
  properties: Record<string, unknown>;
}

/** Remembers a message id; false when it was there already, so that the message is a repeat. */
export function* claimMessageId(messageId: string, receivedAt: number): Steps<boolean> {
  return rowsWritten(yield* prepared(insertKey, { messageId, receivedAt })) > 0;
}

/** Remembers message ids; answers with those that were not there already. */
export function* claimMessageIds(ids: string[], receivedAt: number): Steps<Set<string>> {
  const claimed = new Set<string>();
  let start = 0;
  for (; start + KEYS_AT_ONCE <= ids.length; start += KEYS_AT_ONCE) {
    const values: Record<string, string | number> = { receivedAt };
    for (const [index, place] of PLACES.entries()) values[place] = ids[start + index]!;
    for (const { messageId } of yield* prepared(insertKeys, values)) claimed.add(messageId);
  }
  for (const id of ids.slice(start)) if (yield* claimMessageId(id, receivedAt)) claimed.add(id);
  return claimed;
}

/** Forgets up to `limit` message ids that were received before a moment, the oldest first; answers with how many. */
export function* forgetMessageIds(before: number, limit: number): Steps<number> {
  return (yield* prepared(deleteKeys, { before, limit })).length;
}

export function* insertEvent(event: NewEvent): Steps<void> {
  const { name, depth = 0, ...rest } = event;
  const nameId = (yield* findNameId(name)) ?? (yield* addName(name));
  yield* prepared(insert, { ...rest, depth, nameId });
}

/** How often the profile did this at or after a moment. */
export function* countEvents(profileId: number, name: string, since: number): Steps<number> {
  const id = yield* findNameId(name);
  if (id === undefined) return 0;
  const [row] = yield* prepared(countSince, { profileId, nameId: id, since });
  return row!.count;
}

/** By which an event's name is kept; undefined for one that was never received. */
export function* findNameId(name: string): Steps<number | undefined> {
  return (yield* recalled(nameId, `event name ${name}`, { name }))[0]?.id;
}

function* addName(name: string): Steps<number> {
  yield* prepared(insertName, { name });
  return (yield* findNameId(name))!;
}

export interface EventName {
  name: string;
  /** When it last happened; null when no event of that name is left. */
  lastAt: number | null;
}

const NAMES_LISTED_MAX = 500;

/** Every event name that was ever received, the newest names first. */
export async function listEventNames(db: Database): Promise<EventName[]> {
  const { eventNames, events } = db.tables;
  // A query of its own, because in a plain expression both columns would be taken for the events' own.
  const newest = db.query
    .select({ at: max(events.at) })
    .from(events)
    .where(eq(events.nameId, eventNames.id));
  const last = sql<number | null>`(${newest})`;
  return await db.query
    .select({ name: eventNames.name, lastAt: last.mapWith((at) => (at === null ? null : Number(at))) })
    .from(eventNames)
    .orderBy(desc(eventNames.id))
    .limit(NAMES_LISTED_MAX);
}

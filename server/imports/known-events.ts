import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, eq, lt, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { EVENT_KEYS_KEPT_MS } from "#server/engine/housekeeping.ts";
import { importMessageId, ownMessageId } from "#server/engine/message-ids.ts";
import type { EventRow } from "./read-row.ts";
import type { SeenPeople } from "./seen.ts";
import { findPerson } from "./take-profiles.ts";

/**
 * Equal events of one person that are looked at. Of rows beyond it, only their keys tell that they are repeats: nobody
 * does the same so often at one moment, and every one of a million equal rows must not read all the others.
 */
const EQUAL_LOOKED_AT_MAX = 1_000;

/** An event of a file, with what it is known by when it comes again. */
export interface TakenEvent {
  row: EventRow;
  key: string;
  /** An earlier row has the same number of its own. */
  isRepeat: boolean;
  /** It is the first, the second, … row of the file that says just this. */
  ordinal: number;
}

const keyOf = statement<{ messageId: string }>()((query, { eventKeys }) =>
  query
    .select({ messageId: eventKeys.messageId })
    .from(eventKeys)
    .where(eq(eventKeys.messageId, sql.placeholder("messageId"))),
);
const sameMoment = statement<{ profileId: number; name: string; at: number; before: number }>()(
  (query, { events, eventNames }) =>
    query
      .select({ properties: events.properties })
      .from(events)
      .innerJoin(eventNames, eq(eventNames.id, events.nameId))
      .where(
        and(
          eq(events.profileId, sql.placeholder("profileId")),
          eq(eventNames.name, sql.placeholder("name")),
          eq(events.at, sql.placeholder("at")),
          lt(events.receivedAt, sql.placeholder("before")),
        ),
      )
      .limit(EQUAL_LOOKED_AT_MAX),
);

/**
 * What a row is known by: the number of its own, else what it says as it is mapped, and whether it is the first, the
 * second, … row to say so. Two orders that look alike are two, and the same file once more is the same events.
 */
export function identifyEvent(row: EventRow, seen: SeenPeople): TakenEvent {
  const content = contentOf(row);
  if (row.messageId === null) {
    const ordinal = seen.count(content);
    const hash = createHash("sha256").update(`${ordinal} ${content}`).digest("base64url");
    return { row, key: importMessageId(hash), isRepeat: false, ordinal };
  }
  const key = ownMessageId(row.messageId);
  const isRepeat = !seen.add(`key ${key}`);
  return { row, key, isRepeat, ordinal: isRepeat ? Math.max(1, seen.counted(content)) : seen.count(content) };
}

/** Whether an event was taken in before; nothing is written to find it out. */
export function* isKnownEvent(event: TakenEvent, now: number): Steps<boolean> {
  if ((yield* prepared(keyOf, { messageId: event.key })).length > 0) return true;
  const person = yield* findPerson(event.row);
  return person !== null && (yield* isStoredEvent(person.id, event, now));
}

/**
 * Whether the events of a person hold this one, whose key is not there: keys are forgotten after some days, events are
 * not. Of a row with a number of its own only those count that are older than the keys: a newer one has another number.
 */
export function* isStoredEvent(profileId: number, { row, ordinal }: TakenEvent, now: number): Steps<boolean> {
  if (ordinal > EQUAL_LOOKED_AT_MAX) return false;
  const { name, messageId } = row;
  const before = messageId === null ? Number.MAX_SAFE_INTEGER : now - EVENT_KEYS_KEPT_MS;
  const stored = yield* prepared(sameMoment, { profileId, name, at: Math.min(row.at, now), before });
  return stored.filter(({ properties }) => isDeepStrictEqual(properties, row.properties)).length >= ordinal;
}

function contentOf({ externalId, email, name, at, properties }: EventRow): string {
  return JSON.stringify([externalId, email, name, at, canonical(properties)]);
}

/** A value as text that is the same whatever order its names came in, as PostgreSQL keeps another one. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

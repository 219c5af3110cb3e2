import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Happened } from "#workflows/measure.ts";
import type { Window } from "#workflows/rule-window.ts";
import { findNameId } from "./events.ts";
import { ENDLESS, EVER } from "./moments.ts";

/**
 * Events of one name that are looked into for one profile. A browser that sends a hundred thousand would else hold up
 * everybody's events each time it is looked at.
 */
const LOOKED_INTO_MAX = 10_000;

type OfName = { profileId: number; nameId: number };

const countBetween = statement<OfName & { from: number; until: number }>()((query, { events }) =>
  query
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(events)
    .where(
      and(
        eq(events.profileId, sql.placeholder("profileId")),
        eq(events.nameId, sql.placeholder("nameId")),
        gte(events.at, sql.placeholder("from")),
        lt(events.at, sql.placeholder("until")),
      ),
    ),
);
const newest = statement<OfName & { from: number; limit: number }>()((query, { events }) =>
  query
    .select({ at: events.at })
    .from(events)
    .where(
      and(
        eq(events.profileId, sql.placeholder("profileId")),
        eq(events.nameId, sql.placeholder("nameId")),
        gte(events.at, sql.placeholder("from")),
      ),
    )
    .orderBy(desc(events.at))
    .limit(sql.placeholder("limit")),
);
const first = statement<OfName>()((query, { events }) =>
  query
    .select({ at: events.at })
    .from(events)
    .where(
      and(eq(events.profileId, sql.placeholder("profileId")), eq(events.nameId, sql.placeholder("nameId"))),
    )
    .orderBy(asc(events.at))
    .limit(1),
);
const whole = statement<OfName & { from: number }>()((query, { events }) =>
  query
    .select({ at: events.at, properties: events.properties })
    .from(events)
    .where(
      and(
        eq(events.profileId, sql.placeholder("profileId")),
        eq(events.nameId, sql.placeholder("nameId")),
        gte(events.at, sql.placeholder("from")),
      ),
    )
    .orderBy(desc(events.at))
    .limit(LOOKED_INTO_MAX),
);
/** No profile has more events of one name. */
const ALL = 1_000_000_000;

/** How often the profile did this in a window. */
export function* countEventsIn(profileId: number, name: string, { from, until }: Window): Steps<number> {
  const nameId = yield* findNameId(name);
  if (nameId === undefined) return 0;
  const values = { profileId, nameId, from: from ?? EVER, until: until ?? ENDLESS };
  return (yield* prepared(countBetween, values))[0]!.count;
}

/** When the profile did this at or after a moment, the newest first; null: ever, and all of them. */
export function* newestTimes(
  profileId: number,
  name: string,
  from: number | null,
  limit: number | null,
): Steps<number[]> {
  const nameId = yield* findNameId(name);
  if (nameId === undefined) return [];
  const rows = yield* prepared(newest, { profileId, nameId, from: from ?? EVER, limit: limit ?? ALL });
  return rows.map(({ at }) => at);
}

/** When the profile did this for the first or the last time; null: never. */
export function* oneTime(profileId: number, name: string, which: "first" | "last"): Steps<number | null> {
  if (which === "last") return (yield* newestTimes(profileId, name, null, 1))[0] ?? null;
  const nameId = yield* findNameId(name);
  if (nameId === undefined) return null;
  return (yield* prepared(first, { profileId, nameId }))[0]?.at ?? null;
}

/** What came with the newest times that the profile did this at or after a moment; null: ever. */
export function* eventsSince(profileId: number, name: string, from: number | null): Steps<Happened[]> {
  const nameId = yield* findNameId(name);
  if (nameId === undefined) return [];
  return yield* prepared(whole, { profileId, nameId, from: from ?? EVER });
}

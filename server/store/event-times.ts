import { and, desc, eq, gte, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Happened } from "#workflows/measure.ts";

const newest = statement<{ profileId: number; name: string; since: number; limit: number }>()(
  (query, { events, eventNames }) =>
    query
      .select({ at: events.at, properties: events.properties })
      .from(events)
      .innerJoin(eventNames, eq(eventNames.id, events.nameId))
      .where(
        and(
          eq(events.profileId, sql.placeholder("profileId")),
          eq(eventNames.name, sql.placeholder("name")),
          gte(events.at, sql.placeholder("since")),
        ),
      )
      .orderBy(desc(events.at))
      .limit(sql.placeholder("limit")),
);

/** What a profile did last and when, the newest first; at most `limit` times. */
export function* eventsOf(
  profileId: number,
  name: string,
  { since, limit }: { since: number; limit: number },
): Steps<Happened[]> {
  return yield* prepared(newest, { profileId, name, since, limit });
}

import { and, desc, eq, gte, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";

const newest = statement<{ profileId: number; name: string; since: number; limit: number }>()(
  (query, { events, eventNames }) =>
    query
      .select({ at: events.at })
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

/** When a profile last did something, the newest first; at most `limit` times. */
export function* eventTimesOf(
  profileId: number,
  name: string,
  { since, limit }: { since: number; limit: number },
): Steps<number[]> {
  return (yield* prepared(newest, { profileId, name, since, limit })).map(({ at }) => at);
}

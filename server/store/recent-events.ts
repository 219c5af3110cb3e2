import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** Rows looked at: the sample shop alone has thousands, which are left out like what workflows record themselves. */
const LOOKED_AT_ROWS = 20_000;

/** What customers did, by the order of its arrival, the newest first, with whose it is. */
export async function listRecentEvents(db: Database, limit: number) {
  const { events, eventNames, profiles } = db.tables;
  const newest = db.query.select({ id: sql`max(${events.id})` }).from(events);
  return await db.query
    .select({
      id: events.id,
      name: eventNames.name,
      at: events.at,
      receivedAt: events.receivedAt,
      properties: events.properties,
      profile: {
        id: profiles.id,
        name: profiles.name,
        email: profiles.email,
        externalId: profiles.externalId,
      },
    })
    .from(events)
    .innerJoin(eventNames, eq(eventNames.id, events.nameId))
    .innerJoin(profiles, eq(profiles.id, events.profileId))
    .where(
      and(
        eq(events.depth, 0),
        eq(profiles.isSample, false),
        gt(events.id, sql`(${newest}) - ${LOOKED_AT_ROWS}`),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit);
}

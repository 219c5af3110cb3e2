import { and, count, eq, gte, inArray, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** Beyond this nobody asks how often exactly, and counting would take long. */
export const RECENT_EVENTS_MAX = 10_000;

/** How often something is there, and how much of it the sample shop made up. */
export interface Counted {
  /** All of them. */
  count: number;
  samples: number;
}

/**
 * How often each of these events happened at or after a moment, counted up to `RECENT_EVENTS_MAX`; a name that was never
 * received is left out.
 */
export async function countRecentEvents(
  db: Database,
  { names, since }: { names: string[]; since: number },
): Promise<Record<string, Counted>> {
  if (names.length === 0) return {};
  const { eventNames, events, profiles } = db.tables;
  const known = await db.query
    .select({ id: eventNames.id, name: eventNames.name })
    .from(eventNames)
    .where(inArray(eventNames.name, names));
  const counts: Record<string, Counted> = {};
  for (const { id, name } of known) {
    const some = db.query
      .select({ isSample: profiles.isSample })
      .from(events)
      .innerJoin(profiles, eq(profiles.id, events.profileId))
      .where(and(eq(events.nameId, id), gte(events.at, since)))
      .limit(RECENT_EVENTS_MAX)
      .as("some");
    const rows = await db.query
      .select({ isSample: some.isSample, count: count() })
      .from(some)
      .groupBy(some.isSample);
    const samples = rows.find(({ isSample }) => isSample)?.count ?? 0;
    counts[name] = { count: rows.reduce((sum, row) => sum + row.count, 0), samples };
  }
  return counts;
}

/** How many browsers get notifications. */
export async function countPushBrowsers(db: Database): Promise<number> {
  const { pushSubscriptions } = db.tables;
  return await db.query.$count(pushSubscriptions, sql`${pushSubscriptions.endedAt} is null`);
}

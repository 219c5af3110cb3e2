import { and, asc, desc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** The names of the attributes that profiles really have, from the newest ones. */
export async function listAttributeNames(db: Database): Promise<string[]> {
  const { profiles } = db.tables;
  const rows = await db.query
    .select({ attributes: profiles.attributes })
    .from(profiles)
    .orderBy(desc(profiles.id))
    .limit(200);
  return [...new Set(rows.flatMap((row) => Object.keys(row.attributes)))].sort();
}

export interface LastEvent {
  profileId: number;
  at: number;
  timezone: string | null;
}

/**
 * When each of the next profiles last did an event, in the order of their ids; those who never did are left out. `next`
 * is where the next page begins; null when there is none.
 */
export async function listLastEvents(
  db: Database,
  { event, afterProfileId, limit }: { event: string; afterProfileId: number; limit: number },
): Promise<{ people: LastEvent[]; next: number | null }> {
  const { events, eventNames, profiles } = db.tables;
  const name = db.query.select({ id: eventNames.id }).from(eventNames).where(eq(eventNames.name, event));
  // Asked for one profile after the other, or each page would walk over every event of that name.
  const newest = db.query
    .select({ at: sql`max(${events.at})` })
    .from(events)
    .where(and(eq(events.profileId, profiles.id), eq(events.nameId, sql`(${name})`)));
  const rows = await db.query
    .select({ profileId: profiles.id, at: sql<number | null>`(${newest})`, timezone: profiles.timezone })
    .from(profiles)
    .where(gt(profiles.id, afterProfileId))
    .orderBy(asc(profiles.id))
    .limit(limit);
  const people = rows.flatMap(({ at, ...profile }) => (at === null ? [] : [{ ...profile, at: Number(at) }]));
  return { people, next: rows.length < limit ? null : rows.at(-1)!.profileId };
}

/**
 * How many profiles last did the event at or before a moment: those already overdue when a workflow is switched on. With
 * `samplesOnly`, how many of them are of the sample shop.
 */
export async function countQuietSince(
  db: Database,
  { event, before, samplesOnly = false }: { event: string; before: number; samplesOnly?: boolean },
): Promise<number> {
  const { events, eventNames, profiles } = db.tables;
  const samples = db.query.select({ id: profiles.id }).from(profiles).where(eq(profiles.isSample, true));
  const name = db.query.select({ id: eventNames.id }).from(eventNames).where(eq(eventNames.name, event));
  const quiet = db.query
    .select({ profileId: events.profileId })
    .from(events)
    .where(and(inArray(events.nameId, name), samplesOnly ? inArray(events.profileId, samples) : undefined))
    .groupBy(events.profileId)
    .having(lte(sql`max(${events.at})`, before))
    .as("quiet");
  const [row] = await db.query.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(quiet);
  return row!.count;
}

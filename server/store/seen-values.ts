import { asc, count, desc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Counted } from "./event-counts.ts";

/** The newest profiles and events from which examples are taken. */
const NEWEST_READ = 200;
/** Enough to know which languages a shop's customers speak. */
const LOCALES_READ = 2_000;
const EXAMPLE_MAX_CHARS = 60;
/** Names are whatever programs send; a list nobody could read through helps nobody. */
const NAMES_MAX = 500;

/** A value that profiles or events really have. */
export interface SeenValue {
  name: string;
  /** Among those that were read. */
  count: number;
  /** The newest one; null when it is no single value. */
  example: string | null;
}

/**
 * How many of the next profiles, in the order of their ids, have each attribute, and how many of them are of the sample
 * shop. `next`: where the next page begins.
 */
export async function countAttributes(
  db: Database,
  { afterProfileId, limit }: { afterProfileId: number; limit: number },
): Promise<{ counts: Record<string, Counted>; next: number | null }> {
  const { profiles } = db.tables;
  const rows = await db.query
    .select({ id: profiles.id, attributes: profiles.attributes, isSample: profiles.isSample })
    .from(profiles)
    .where(gt(profiles.id, afterProfileId))
    .orderBy(asc(profiles.id))
    .limit(limit);
  const seen = seenIn(rows.map(({ attributes }) => attributes));
  const ofSamples = seenIn(rows.filter(({ isSample }) => isSample).map(({ attributes }) => attributes));
  const samples = new Map(ofSamples.map(({ name, count }) => [name, count]));
  return {
    counts: Object.fromEntries(
      seen.map(({ name, count }) => [name, { count, samples: samples.get(name) ?? 0 }]),
    ),
    next: rows.length < limit ? null : rows.at(-1)!.id,
  };
}

/** The attributes of the newest profiles. */
export async function listNewestAttributes(db: Database): Promise<SeenValue[]> {
  const { profiles } = db.tables;
  const rows = await db.query
    .select({ attributes: profiles.attributes })
    .from(profiles)
    .orderBy(desc(profiles.id))
    .limit(NEWEST_READ);
  return seenIn(rows.map(({ attributes }) => attributes));
}

/** How many of the newest profiles have each locale, as programs wrote it; those with none are not told. */
export async function listNewestLocales(db: Database): Promise<{ locale: string; people: number }[]> {
  const { profiles } = db.tables;
  const newest = db.query
    .select({ locale: profiles.locale })
    .from(profiles)
    .orderBy(desc(profiles.id))
    .limit(LOCALES_READ)
    .as("newest");
  const rows = await db.query
    .select({ locale: newest.locale, people: count() })
    .from(newest)
    .where(isNotNull(newest.locale))
    .groupBy(newest.locale);
  return rows.flatMap(({ locale, people }) => (locale === null ? [] : { locale, people }));
}

/** The properties of the newest events of a name, and of how many events. */
export async function listEventProperties(
  db: Database,
  { event }: { event: string },
): Promise<{ events: number; properties: SeenValue[] }> {
  const { events, eventNames } = db.tables;
  const name = db.query.select({ id: eventNames.id }).from(eventNames).where(eq(eventNames.name, event));
  const rows = await db.query
    .select({ properties: events.properties })
    .from(events)
    .where(inArray(events.nameId, name))
    .orderBy(desc(events.at))
    .limit(NEWEST_READ);
  return { events: rows.length, properties: seenIn(rows.map(({ properties }) => properties)) };
}

/** `records`: the newest first. Those with most come first. */
function seenIn(records: Record<string, unknown>[]): SeenValue[] {
  const seen = new Map<string, SeenValue>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      if (value === null || value === undefined || value === "") continue;
      const known = seen.get(name);
      if (!known && seen.size >= NAMES_MAX) continue;
      const example = known?.example ?? exampleOf(value);
      seen.set(name, { name, count: (known?.count ?? 0) + 1, example });
    }
  }
  return [...seen.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function exampleOf(value: unknown): string | null {
  return typeof value === "object" ? null : String(value).slice(0, EXAMPLE_MAX_CHARS);
}

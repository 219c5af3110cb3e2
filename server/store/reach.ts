import { and, asc, desc, eq, gt, gte, inArray, lt, or } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { findNode } from "#workflows/catalogue.ts";
import { holds } from "#workflows/holds.ts";
import type { TriggerDefinition } from "#workflows/node.ts";
import { readFacts } from "./one-off-count.ts";

/** A trigger as it is in a graph; it goes to another thread, which a definition cannot. */
export interface TriggerConfig {
  type: string;
  config: Record<string, unknown>;
}

interface PageOfPeople {
  trigger: TriggerConfig;
  shopTimezone: string;
  shopLanguage: string;
  now: number;
  afterProfileId: number;
  limit: number;
}

/**
 * Of the next profiles, in the order of their ids, how many a schedule lets in now, or have a date still to come, and how
 * many of them are of the sample shop.
 */
export async function countEnteringPage(
  db: Database,
  { trigger, afterProfileId, limit, ...wanted }: PageOfPeople,
): Promise<{ people: number; samples: number; next: number | null }> {
  const { profiles } = db.tables;
  const { definition, config } = readTrigger(trigger);
  const rows = await db.query
    .select()
    .from(profiles)
    .where(gt(profiles.id, afterProfileId))
    .orderBy(asc(profiles.id))
    .limit(limit);
  const condition = definition.schedule?.(config).condition ?? null;
  const facts = await readFacts(db, rows, condition, wanted);
  const entering = rows.filter((profile) => {
    if (definition.timerOf)
      return (
        definition.timerOf(config, profile, profile.timezone ?? wanted.shopTimezone, wanted.now) !== null
      );
    return condition === null || holds(condition, facts.get(profile.id)!.facts, {}, wanted.now);
  });
  const samples = entering.filter(({ isSample }) => isSample).length;
  return { people: entering.length, samples, next: rows.length < limit ? null : rows.at(-1)!.id };
}

interface EventCursor {
  at: number;
  id: number;
}

interface PageOfEvents {
  trigger: TriggerConfig;
  shopTimezone: string;
  since: number;
  before: EventCursor | null;
  limit: number;
}

/**
 * Whose events would have started a trigger at or after a moment, from the newest on, and which of them are of the sample
 * shop. Those of a cart are all counted: who leaves theirs is known only later.
 */
export async function listStartingEvents(
  db: Database,
  { trigger, shopTimezone, since, before, limit }: PageOfEvents,
): Promise<{ profileIds: number[]; sampleIds: number[]; read: number; next: EventCursor | null }> {
  const { query, tables } = db;
  const { events, eventNames } = tables;
  const { definition, config } = readTrigger(trigger);
  const ends = new Set(definition.exitEvents(config));
  const names = definition.listens(config).filter((name) => !ends.has(name));
  const known =
    names.length === 0 ? [] : await query.select().from(eventNames).where(inArray(eventNames.name, names));
  if (known.length === 0) return { profileIds: [], sampleIds: [], read: 0, next: null };
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  const rows = await query
    .select()
    .from(events)
    .where(
      and(
        inArray(events.nameId, [...nameOf.keys()]),
        gte(events.at, since),
        before
          ? or(lt(events.at, before.at), and(eq(events.at, before.at), lt(events.id, before.id)))
          : undefined,
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit);
  const starting = rows.filter(({ nameId, at, properties }) => {
    if (definition.brings === "cart") return true;
    const event = { name: nameOf.get(nameId)!, at, properties };
    return definition
      .on(config, event, { zone: shopTimezone, carts: [] })
      .some(({ kind }) => kind !== "disarm");
  });
  const last = rows.at(-1);
  const profileIds = [...new Set(starting.map(({ profileId }) => profileId))];
  return {
    profileIds,
    sampleIds: await samplesAmong(db, profileIds),
    read: rows.length,
    next: last && rows.length === limit ? { at: last.at, id: last.id } : null,
  };
}

/** Throws for a trigger that cannot be read: who asks has seen that it can. */
function readTrigger({ type, config }: TriggerConfig): { definition: TriggerDefinition; config: unknown } {
  const definition = findNode(type);
  if (definition?.kind !== "trigger") throw new Error(`${type} is no trigger`);
  return { definition, config: definition.config.parse(config) };
}

/** How many people of the sample shop there are. */
export async function countSamplePeople({ query, tables: { profiles } }: Database): Promise<number> {
  return await query.$count(profiles, eq(profiles.isSample, true));
}

async function samplesAmong(
  { query, tables: { profiles } }: Database,
  profileIds: number[],
): Promise<number[]> {
  if (profileIds.length === 0) return [];
  const rows = await query
    .select({ id: profiles.id })
    .from(profiles)
    .where(and(eq(profiles.isSample, true), inArray(profiles.id, profileIds)));
  return rows.map(({ id }) => id);
}

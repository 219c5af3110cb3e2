import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { readSteps } from "#server/database/read-steps.ts";
import { type CountNeed, measureKey, type Need } from "#workflows/needs.ts";
import { windowOf } from "#workflows/rule-window.ts";
import { type Known, loadKnown } from "./measures.ts";
import { ENDLESS, EVER } from "./moments.ts";

/** What these needs name about everybody of a page. Plain counts, the most usual ones, take one query for all of them. */
export async function readKnown(
  db: Database,
  people: readonly { id: number; zone: string }[],
  needs: readonly Need[],
  now: number,
): Promise<Map<number, Known>> {
  const ids = people.map(({ id }) => id);
  const plain = needs.flatMap((need) => (need.kind === "count" && !need.where?.length ? [need] : []));
  const others = needs.filter((need) => !(plain as Need[]).includes(need));
  const counts = new Map<string, Map<number, number>>();
  for (const need of plain) {
    const key = measureKey(need);
    if (!counts.has(key)) counts.set(key, await countEach(db, ids, need, now));
  }
  const known = new Map<number, Known>();
  for (const { id, zone } of people) {
    const theirs = await readSteps(db, loadKnown(id, others, { now, zone }));
    const counted = [...counts].map(([key, byId]) => [key, byId.get(id) ?? 0] as const);
    known.set(id, { ...theirs, measures: { ...theirs.measures, ...Object.fromEntries(counted) } });
  }
  return known;
}

async function countEach(
  { query, tables: { events, eventNames } }: Database,
  ids: number[],
  need: CountNeed,
  now: number,
): Promise<Map<number, number>> {
  const { from, until } = windowOf(need, now);
  const rows = await query
    .select({ profileId: events.profileId, count: sql<number>`count(*)`.mapWith(Number) })
    .from(events)
    .innerJoin(eventNames, eq(eventNames.id, events.nameId))
    .where(
      and(
        inArray(events.profileId, ids),
        eq(eventNames.name, need.event),
        gte(events.at, from ?? EVER),
        lt(events.at, until ?? ENDLESS),
      ),
    )
    .groupBy(events.profileId);
  return new Map(rows.map(({ profileId, count }) => [profileId, count]));
}

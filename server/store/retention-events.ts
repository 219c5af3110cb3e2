import { and, asc, eq, gte, inArray, lt, lte } from "drizzle-orm";
import { markOf } from "#server/analytics/roll/marks.ts";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { noteForgotten } from "./forgotten-facts.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

/**
 * Removes single events from before a moment, name by name, as the index has them; the key of the walk is that of the
 * name. What analytics need of an event is kept apart, and none goes before that has been done: when people were active,
 * and what they paid.
 */
export function* pruneEvents(
  tx: Transaction,
  { after, before, limit, now }: PruneSlice<number> & { now: number },
): Steps<Pruned<number>> {
  const { events, eventNames } = tx.tables;
  const [name] = yield* run(
    tx.query
      .select({ id: eventNames.id, name: eventNames.name })
      .from(eventNames)
      .where(gte(eventNames.id, after))
      .orderBy(asc(eventNames.id))
      .limit(1),
  );
  if (!name) return { removed: 0, next: null };
  const rolledUp = yield* markOf(tx);
  const old = yield* run(
    tx.query
      .select({ id: events.id, profileId: events.profileId })
      .from(events)
      .where(and(eq(events.nameId, name.id), lt(events.at, before), lte(events.id, rolledUp)))
      .orderBy(asc(events.at))
      .limit(limit),
  );
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) yield* run(tx.query.delete(events).where(inArray(events.id, ids)));
  const whose = old.map(({ profileId }) => profileId);
  yield* noteForgotten(whose, (rule) => rule.events.has(name.name), now);
  return { removed: ids.length, next: ids.length === limit ? name.id : name.id + 1 };
}

import { and, desc, eq, gte, lt, min, type SQL, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { type Activity, type LifecycleThresholds, returnIn } from "#workflows/lifecycle.ts";
import { ORDER_EVENT } from "./order-results.ts";

const DAY_MS = 24 * 3_600_000;
/** Times that are looked at for a break; whoever did it more often in some weeks was never away in them. */
const TIMES_MAX = 200;

const nameId = statement<{ name: string }>()((query, { eventNames }) =>
  query
    .select({ id: eventNames.id })
    .from(eventNames)
    .where(eq(eventNames.name, sql.placeholder("name"))),
);

type OfEvent = { profileId: number; nameId: number };
const firstEvent = statement<OfEvent>()((query, tables) =>
  query
    .select({ at: min(tables.events.at) })
    .from(tables.events)
    .where(theirEvents(tables)),
);
const newestEvents = statement<OfEvent & { since: number; limit: number }>()((query, tables) =>
  query
    .selectDistinct({ at: tables.events.at })
    .from(tables.events)
    .where(and(theirEvents(tables), gte(tables.events.at, sql.placeholder("since"))))
    .orderBy(desc(tables.events.at))
    .limit(sql.placeholder("limit")),
);
const lastEventBefore = statement<OfEvent & { before: number }>()((query, tables) =>
  query
    .select({ at: tables.events.at })
    .from(tables.events)
    .where(and(theirEvents(tables), lt(tables.events.at, sql.placeholder("before"))))
    .orderBy(desc(tables.events.at))
    .limit(1),
);
const firstOrder = statement<{ profileId: number }>()((query, tables) =>
  query
    .select({ at: min(tables.orderFacts.at) })
    .from(tables.orderFacts)
    .where(theirOrders(tables)),
);
const newestOrders = statement<{ profileId: number; since: number; limit: number }>()((query, tables) =>
  query
    .selectDistinct({ at: tables.orderFacts.at })
    .from(tables.orderFacts)
    .where(and(theirOrders(tables), gte(tables.orderFacts.at, sql.placeholder("since"))))
    .orderBy(desc(tables.orderFacts.at))
    .limit(sql.placeholder("limit")),
);
const lastOrderBefore = statement<{ profileId: number; before: number }>()((query, tables) =>
  query
    .select({ at: tables.orderFacts.at })
    .from(tables.orderFacts)
    .where(and(theirOrders(tables), lt(tables.orderFacts.at, sql.placeholder("before"))))
    .orderBy(desc(tables.orderFacts.at))
    .limit(1),
);

/**
 * What the stage of a profile rests on, by indexed reads of a few rows. Orders that are still known when their events are
 * gone count too; told twice for the same moment they are one.
 */
export function* activityOf(
  profileId: number,
  event: string,
  thresholds: LifecycleThresholds,
  now: number,
): Steps<Activity> {
  const since = now - thresholds.resurrectedDays * DAY_MS;
  const firsts: { at: number | null }[] = [];
  const lately: { at: number }[] = [];
  const before: { at: number }[] = [];
  const [name] = yield* prepared(nameId, { name: event });
  if (name) {
    const of = { profileId, nameId: name.id };
    firsts.push(...(yield* prepared(firstEvent, of)));
    lately.push(...(yield* prepared(newestEvents, { ...of, since, limit: TIMES_MAX })));
    before.push(...(yield* prepared(lastEventBefore, { ...of, before: since })));
  }
  if (event === ORDER_EVENT) {
    firsts.push(...(yield* prepared(firstOrder, { profileId })));
    lately.push(...(yield* prepared(newestOrders, { profileId, since, limit: TIMES_MAX })));
    before.push(...(yield* prepared(lastOrderBefore, { profileId, before: since })));
  }
  const newest = newestOf(lately, before);
  const known = firsts.flatMap(({ at }) => at ?? []);
  return {
    firstAt: known.length > 0 ? Math.min(...known) : null,
    lastAt: newest[0] ?? null,
    returnedAt: returnIn(newest, thresholds),
  };
}

/** The times, each once and the newest first, down to the last one before those that are looked at. */
function newestOf(lately: { at: number }[], before: { at: number }[]): number[] {
  const times = [...new Set(lately.map(({ at }) => at))].toSorted((a, b) => b - a);
  if (times.length >= TIMES_MAX) return times.slice(0, TIMES_MAX);
  return before.length > 0 ? [...times, Math.max(...before.map(({ at }) => at))] : times;
}

/** What a workflow recorded itself is no activity of the customer. */
function theirEvents({ events }: Tables): SQL | undefined {
  return and(
    eq(events.profileId, sql.placeholder("profileId")),
    eq(events.nameId, sql.placeholder("nameId")),
    eq(events.depth, 0),
  );
}

function theirOrders({ orderFacts }: Tables): SQL | undefined {
  return and(eq(orderFacts.profileId, sql.placeholder("profileId")), eq(orderFacts.isRefund, false));
}

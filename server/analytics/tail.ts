import { and, asc, eq, gt, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { MONEY_EVENTS, type MoneyEvent, newFacts, type OrderFact } from "./order-money.ts";
import type { IdRange } from "./people.ts";
import type { Wanted } from "./person.ts";
import { readMark } from "./roll/marks.ts";

/** Events that are read at once; where more are not rolled up yet, each page of people reads its own. */
const TAIL_MAX = 50_000;

export interface TailPage {
  activity: { profileId: number; at: number }[];
  facts: OrderFact[];
}

/** What people did since the events were last rolled up. */
export interface Tail {
  /** They are those after this one. */
  mark: number;
  of(range: IdRange): Promise<TailPage>;
}

export async function readTail(db: Database, wanted: Wanted): Promise<Tail> {
  const mark = await readMark(db);
  const whole = (await isShort(db, mark)) ? await readRows(db, wanted, newerThan(db, mark)) : null;
  return {
    mark,
    async of(range) {
      const rows = whole ? within(whole, range) : await readRows(db, wanted, newerOf(db, mark, range));
      return { activity: rows.activity, facts: await factsOf(db, rows.money, mark) };
    },
  };
}

async function isShort({ query, tables: { events } }: Database, mark: number): Promise<boolean> {
  const rows = query
    .select({ id: events.id })
    .from(events)
    .where(gt(events.id, mark))
    .limit(TAIL_MAX + 1)
    .as("newest");
  const [row] = await query.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(rows);
  return row!.count <= TAIL_MAX;
}

function newerThan({ tables: { events } }: Database, mark: number): SQL | undefined {
  return gt(events.id, mark);
}

/** By the index over the profile: written so that no engine walks over all new events for a few people. */
function newerOf({ tables: { events } }: Database, mark: number, { after, upTo }: IdRange): SQL | undefined {
  return and(gt(events.profileId, after), lte(events.profileId, upTo), sql`${events.id} + 0 > ${mark}`);
}

interface TailRows {
  activity: { profileId: number; at: number }[];
  money: MoneyEvent[];
}

async function readRows(db: Database, wanted: Wanted, where: SQL | undefined): Promise<TailRows> {
  const { events, eventNames } = db.tables;
  // What a workflow recorded itself is nothing that a person did.
  const done = and(where, eq(events.depth, 0));
  const activity = wanted.activity
    ? await db.query.select({ profileId: events.profileId, at: events.at }).from(events).where(done)
    : [];
  const { id, profileId, at, properties } = events;
  const money = wanted.orders
    ? await db.query
        .select({ id, profileId, name: eventNames.name, at, properties })
        .from(events)
        .innerJoin(eventNames, eq(eventNames.id, events.nameId))
        .where(and(done, inArray(eventNames.name, MONEY_EVENTS)))
        .orderBy(asc(id))
    : [];
  return { activity, money };
}

function within({ activity, money }: TailRows, { after, upTo }: IdRange): TailRows {
  const isIn = ({ profileId }: { profileId: number }) => profileId > after && profileId <= upTo;
  return { activity: activity.filter(isIn), money: money.filter(isIn) };
}

async function factsOf(
  { query, tables: { orderFacts } }: Database,
  money: MoneyEvent[],
  mark: number,
): Promise<OrderFact[]> {
  if (money.length === 0) return [];
  const ids = [...new Set(money.map(({ profileId }) => profileId))];
  const known = await query
    .select({
      profileId: orderFacts.profileId,
      eventId: orderFacts.eventId,
      orderKey: orderFacts.orderKey,
      amountCents: orderFacts.amountCents,
      currency: orderFacts.currency,
      isRefund: orderFacts.isRefund,
    })
    .from(orderFacts)
    .where(and(inArray(orderFacts.profileId, ids), lte(orderFacts.eventId, mark)));
  return newFacts(money, known);
}

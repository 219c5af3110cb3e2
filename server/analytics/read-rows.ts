import { and, gt, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { NumberText } from "./number-text.ts";
import type { IdRange } from "./people.ts";
import type { EventsWanted } from "./person.ts";
import { packedEnd, SLOT_MS, unpackSlots } from "./slots.ts";

/*
 * The database puts the rows of a page of people into one text: a million small rows would cost ten times as much, most
 * of it for the objects that they are handed over as. Rows come in no certain order.
 */

/** When each of a range of people did anything. */
export async function readActivity(
  db: Database,
  { after, upTo }: IdRange,
  take: (profileId: number, times: number[]) => void,
): Promise<void> {
  const { activityTimes: t } = db.tables;
  const [row] = await db.query
    .select({ text: joined(db, sql`${t.profileId} || ' ' || ${t.slots}`) })
    .from(t)
    .where(and(gt(t.profileId, after), lte(t.profileId, upTo)));
  const text = row?.text ?? "";
  const numbers = new NumberText(text);
  while (!numbers.isOver) {
    const profileId = numbers.next();
    const end = packedEnd(text, numbers.place);
    const times = unpackSlots(text, numbers.place, end);
    for (let place = 0; place < times.length; place++) times[place]! *= SLOT_MS;
    numbers.place = end + 1;
    take(profileId, times);
  }
}

/** When a range of people did these events. */
export async function readEvents(
  db: Database,
  { after, upTo }: IdRange,
  { names, from = Number.MIN_SAFE_INTEGER, until = Number.MAX_SAFE_INTEGER }: EventsWanted,
  take: (profileId: number, name: string, at: number) => void,
): Promise<void> {
  const { events: t, eventNames } = db.tables;
  const known = await db.query
    .select()
    .from(eventNames)
    .where(inArray(eventNames.name, [...names]));
  if (known.length === 0) return;
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  const [row] = await db.query
    .select({ text: joined(db, sql`${t.profileId} || ' ' || ${t.nameId} || ' ' || ${t.at}`) })
    .from(t)
    .where(
      and(
        ...[gt(t.profileId, after), lte(t.profileId, upTo), inArray(t.nameId, [...nameOf.keys()])],
        ...[gte(t.at, from), lt(t.at, until)],
      ),
    );
  const numbers = new NumberText(row?.text ?? "");
  while (!numbers.isOver) take(numbers.next(), nameOf.get(numbers.next())!, numbers.next());
}

export interface MoneyRow {
  at: number;
  cents: number;
  isForeign: boolean;
  isRefund: boolean;
}

/** What a range of people paid and were given back, by events up to the mark. */
export async function readOrders(
  db: Database,
  { after, upTo }: IdRange,
  { mark, shopCurrency }: { mark: number; shopCurrency: string },
  take: (profileId: number, money: MoneyRow) => void,
): Promise<void> {
  const { orderFacts: t } = db.tables;
  const isForeign = sql`case when ${t.currency} is null or ${t.currency} = ${shopCurrency} then 0 else 1 end`;
  const isRefund = sql`case when ${t.isRefund} then 1 else 0 end`;
  const values = [t.profileId, t.at, t.amountCents, isForeign, isRefund].map((value) => sql`${value}`);
  const [row] = await db.query
    .select({ text: joined(db, sql.join(values, sql` || ' ' || `)) })
    .from(t)
    .where(and(gt(t.profileId, after), lte(t.profileId, upTo), lte(t.eventId, mark)));
  const numbers = new NumberText(row?.text ?? "");
  while (!numbers.isOver) {
    const profileId = numbers.next();
    const money = { at: numbers.next(), cents: numbers.next() };
    take(profileId, { ...money, isForeign: numbers.next() === 1, isRefund: numbers.next() === 1 });
  }
}

function joined({ engine }: Database, value: SQL): SQL<string | null> {
  return engine === "sqlite"
    ? sql<string | null>`group_concat(${value}, ',')`
    : sql<string | null>`string_agg(${value}, ',')`;
}

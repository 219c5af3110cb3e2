import { and, eq, gt, sql } from "drizzle-orm";
import { readMark } from "#server/analytics/roll/marks.ts";
import type { Database } from "#server/database/database.ts";
import { ORDER_EVENT, readOrder } from "#server/store/order-results.ts";

/** What a row of `toldOrders` says of an order besides when and whose it is. */
export interface ToldOrder {
  /** Of an event that is not rolled up yet; null: what is kept of it stands in the others. */
  properties: Record<string, unknown> | null;
  orderKey: string | null;
  cents: number | null;
  currency: string | null;
}

/**
 * Where orders are read from, each standing in one of them: what is kept of those whose events may be gone by now, and the
 * events that are not rolled up yet. `id` is that of the event.
 */
export async function toldOrders(db: Database) {
  return [keptOrders(db), freshOrders(db, await readMark(db))];
}

function keptOrders({ query, tables: { orderFacts: t } }: Database) {
  return query
    .select({
      id: sql<number>`${t.eventId}`.mapWith(Number).as("told_id"),
      profileId: sql<number>`${t.profileId}`.mapWith(Number).as("told_profile_id"),
      at: sql<number>`${t.at}`.mapWith(Number).as("told_at"),
      properties: sql<ToldOrder["properties"]>`null`.as("told_properties"),
      orderKey: sql<string | null>`${t.orderKey}`.as("told_order_key"),
      cents: sql<number | null>`${t.amountCents}`.mapWith(Number).as("told_cents"),
      currency: sql<string | null>`${t.currency}`.as("told_currency"),
    })
    .from(t)
    .where(eq(t.isRefund, false))
    .as("told");
}

function freshOrders({ query, tables: { events: t, eventNames } }: Database, mark: number) {
  const name = query.select({ id: eventNames.id }).from(eventNames).where(eq(eventNames.name, ORDER_EVENT));
  return (
    query
      .select({
        id: sql<number>`${t.id}`.mapWith(Number).as("told_id"),
        profileId: sql<number>`${t.profileId}`.mapWith(Number).as("told_profile_id"),
        at: sql<number>`${t.at}`.mapWith(Number).as("told_at"),
        properties: sql<ToldOrder["properties"]>`${t.properties}`.mapWith(t.properties).as("told_properties"),
        orderKey: sql<string | null>`null`.as("told_order_key"),
        cents: sql<number | null>`null`.mapWith(Number).as("told_cents"),
        currency: sql<string | null>`null`.as("told_currency"),
      })
      .from(t)
      // What a workflow recorded itself is nobody's order.
      .where(and(eq(t.nameId, sql`(${name})`), eq(t.depth, 0), gt(t.id, mark)))
      .as("told")
  );
}

/** What an order came to; see `readOrder`. */
export function readTold({ properties, orderKey, cents, currency }: ToldOrder, shopCurrency: string) {
  if (properties !== null) return readOrder(properties, shopCurrency);
  return readOrder({ order_id: orderKey, revenue: (cents ?? 0) / 100, currency }, shopCurrency);
}

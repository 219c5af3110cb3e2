import { and, eq, exists, gt, gte, inArray, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

export const ORDER_EVENT = "Order Completed";

export interface OrderCount {
  people: number;
  orders: number;
  /** In the shop's currency; orders in others are counted, and their sums left out. */
  revenue: number;
}

export interface OrderResults {
  /** Of people who had been sent a message of the workflow, or had clicked in one, at most so long before. */
  all: OrderCount;
  /** Of these, those of people who had clicked. */
  clicked: OrderCount;
  /** Orders whose sums are left out. */
  inOtherCurrencies: number;
}

interface Wanted {
  /** Null: of any workflow; one-off messages are none. */
  workflowId: number | null;
  /** Orders since then. */
  since: number;
  /** And before then; without it, until now. */
  until?: number;
  windowMs: number;
  /** The shop's. */
  currency: string;
}

/**
 * The orders that followed on messages of a workflow. Messages that never left this server, notices to the team and
 * clicks by machines count for nothing. An order counts once for a workflow however many messages came before it, and
 * for each workflow that wrote before it: following is not the same as being caused.
 */
export async function readOrdersAfterMessages(db: Database, wanted: Wanted): Promise<OrderResults> {
  const orders = await listOrdersAfterMessages(db, wanted);
  return {
    all: count(orders),
    clicked: count(orders.filter((order) => order.clicked)),
    inOtherCurrencies: orders.filter(({ otherCurrency }) => otherCurrency).length,
  };
}

/** The orders themselves, in the order in which they were told of. */
export async function listOrdersAfterMessages(db: Database, wanted: Wanted): Promise<Order[]> {
  const { events, eventNames } = db.tables;
  const [name] = await db.query
    .select({ id: eventNames.id })
    .from(eventNames)
    .where(eq(eventNames.name, ORDER_EVENT));
  if (!name) return [];
  const clicked = exists(clicksBefore(db, wanted));
  const rows = await db.query
    .select({
      profileId: events.profileId,
      properties: events.properties,
      clicked: sql<boolean>`${clicked}`.mapWith(Boolean),
    })
    .from(events)
    .where(
      and(
        eq(events.nameId, name.id),
        gte(events.at, wanted.since),
        wanted.until === undefined ? undefined : lt(events.at, wanted.until),
        // What a workflow recorded itself is nobody's order.
        eq(events.depth, 0),
        or(exists(messagesBefore(db, wanted)), clicked),
      ),
    )
    .orderBy(events.id);
  return onceEach(rows.map((row) => ({ ...row, ...readOrder(row.properties, wanted.currency) })));
}

function messagesBefore(db: Database, { workflowId, windowMs }: Wanted) {
  const { messages, events } = db.tables;
  return db.query
    .select({ one: sql`1` })
    .from(messages)
    .where(
      and(
        eq(messages.profileId, events.profileId),
        ofWorkflow(db, workflowId),
        inArray(messages.status, ["sent", "unknown"]),
        eq(messages.captured, false),
        ne(messages.channel, "webhook"),
        sql`${messages.content} ->> 'team' is null`,
        lte(messages.handedAt, events.at),
        gt(messages.handedAt, sql`${events.at} - ${windowMs}`),
      ),
    );
}

function clicksBefore(db: Database, { workflowId, windowMs }: Wanted) {
  const { interactions, messages, events } = db.tables;
  return db.query
    .select({ one: sql`1` })
    .from(interactions)
    .innerJoin(messages, eq(messages.id, interactions.messageId))
    .where(
      and(
        eq(interactions.profileId, events.profileId),
        ofWorkflow(db, workflowId),
        eq(interactions.kind, "clicked"),
        eq(interactions.machine, false),
        lte(interactions.at, events.at),
        gt(interactions.at, sql`${events.at} - ${windowMs}`),
      ),
    );
}

function ofWorkflow(
  { query, tables: { messages, workflows } }: Database,
  workflowId: number | null,
): SQL | undefined {
  if (workflowId !== null) return eq(messages.workflowId, workflowId);
  const drawn = query.select({ id: workflows.id }).from(workflows).where(eq(workflows.kind, "workflow"));
  return inArray(messages.workflowId, drawn);
}

export interface Order {
  profileId: number;
  clicked: boolean;
  id: string | null;
  amount: number;
  otherCurrency: boolean;
}

/** What an order came to: its `revenue`, or else its `total`, as the Segment e-commerce specification has them. */
export function readOrder(
  { order_id: id, revenue, total, currency }: Record<string, unknown>,
  shopCurrency: string,
): Pick<Order, "id" | "amount" | "otherCurrency"> {
  const otherCurrency =
    typeof currency === "string" && currency !== "" && currency.toUpperCase() !== shopCurrency;
  const amount = [revenue, total].map(readAmount).find((value) => value !== null) ?? 0;
  const named = typeof id === "string" || typeof id === "number" ? String(id) : null;
  return { id: named, amount: otherCurrency ? 0 : amount, otherCurrency };
}

function readAmount(value: unknown): number | null {
  const amount = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof amount === "number" && Number.isFinite(amount) ? amount : null;
}

/** Some shops tell of an order again when it changes. */
function onceEach(orders: Order[]): Order[] {
  const seen = new Set<string>();
  return orders.filter(({ profileId, id }) => {
    const key = `${profileId} ${id}`;
    if (id === null || !seen.has(key)) {
      seen.add(key);
      return true;
    }
    return false;
  });
}

function count(orders: Order[]): OrderCount {
  return {
    people: new Set(orders.map(({ profileId }) => profileId)).size,
    orders: orders.length,
    // In cents, so that many small sums do not drift.
    revenue: orders.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100,
  };
}

import { and, asc, eq, gte, inArray, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { wentToCustomers } from "./cohort.ts";
import { readTold, type ToldOrder, toldOrders } from "./told-orders.ts";

/** An order that followed on a message of a run, with the last such message, or click in one, before it. */
export interface FollowingOrder {
  profileId: number;
  /** In the shop's currency; 0 in another. */
  amount: number;
  otherCurrency: boolean;
  at: number;
  runId: number;
  versionId: number;
  startedAt: number;
  nodeId: string | null;
}

interface Wanted {
  /** The runs. */
  cohort: SQL | undefined;
  /** An order follows on a message for so long. */
  windowMs: number;
  currency: string;
  /** Steps that write to the team. */
  toTeam: readonly string[];
}

/**
 * The orders that followed on messages of these runs, each once however often it is told of. Messages that were only
 * kept in the app went to nobody, and machines that click buy nothing.
 */
export async function ordersAfter(db: Database, wanted: Wanted): Promise<FollowingOrder[]> {
  const found = new Map<string, FollowingOrder & { moment: number }>();
  const candidates = [];
  for (const told of await toldOrders(db)) {
    candidates.push(...(await afterMessages(db, told, wanted)));
    candidates.push(...(await afterClicks(db, told, wanted)));
  }
  // A second telling of an order is not another order, so the first one stands.
  const first = new Map<string, number>();
  for (const { id, told, moment, ...row } of candidates.toSorted((a, b) => a.id - b.id)) {
    const order = readTold(told, wanted.currency);
    const key = order.id === null ? `event ${id}` : `${row.profileId} ${order.id}`;
    const eventId = first.get(key) ?? id;
    first.set(key, eventId);
    const before = found.get(key);
    if (eventId !== id || (before && before.moment >= moment)) continue;
    found.set(key, { ...row, ...{ amount: order.amount, otherCurrency: order.otherCurrency, moment } });
  }
  return [...found.values()];
}

type Told = Awaited<ReturnType<typeof toldOrders>>[number];

function afterMessages(db: Database, told: Told, { cohort, windowMs, toTeam }: Wanted) {
  const { runs, messages } = db.tables;
  return db.query
    .select({ ...columnsOf(db, told), moment: sql<number>`${messages.handedAt}`.mapWith(Number) })
    .from(runs)
    .crossJoin(messages)
    .crossJoin(told)
    .where(
      and(
        cohort,
        eq(messages.runId, runs.id),
        wentToCustomers(db),
        eq(messages.captured, false),
        notTo(db, toTeam),
        eq(told.profileId, messages.profileId),
        gte(told.at, messages.handedAt),
        lt(told.at, sql`${messages.handedAt} + ${windowMs}`),
      ),
    );
}

function afterClicks(db: Database, told: Told, { cohort, windowMs, toTeam }: Wanted) {
  const { runs, messages, interactions } = db.tables;
  return db.query
    .select({ ...columnsOf(db, told), moment: interactions.at })
    .from(runs)
    .crossJoin(messages)
    .crossJoin(interactions)
    .crossJoin(told)
    .where(
      and(
        cohort,
        eq(messages.runId, runs.id),
        notTo(db, toTeam),
        eq(interactions.messageId, messages.id),
        eq(interactions.kind, "clicked"),
        eq(interactions.machine, false),
        eq(told.profileId, messages.profileId),
        gte(told.at, interactions.at),
        lt(told.at, sql`${interactions.at} + ${windowMs}`),
      ),
    );
}

function columnsOf({ tables: { runs, messages } }: Database, told: Told) {
  return {
    id: told.id,
    profileId: told.profileId,
    at: told.at,
    told: saidOf(told),
    runId: runs.id,
    versionId: runs.versionId,
    startedAt: runs.startedAt,
    nodeId: messages.nodeId,
  };
}

/** Leaves out the messages of steps that write to the team. */
export function notTo({ tables: { messages } }: Database, toTeam: readonly string[]): SQL | undefined {
  return toTeam.length > 0 ? notInArray(messages.nodeId, [...toTeam]) : undefined;
}

function saidOf({ properties, orderKey, cents, currency }: Told) {
  return { properties, orderKey, cents, currency };
}

/** Orders of these people, whoever wrote to them, in the order in which they were told of. */
export async function ordersOf(
  db: Database,
  { profileIds, from, until }: { profileIds: number[]; from: number; until: number },
): Promise<{ id: number; profileId: number; at: number; told: ToldOrder }[]> {
  const orders = [];
  for (const told of await toldOrders(db)) {
    const { id, profileId, at } = told;
    const rows = await db.query
      .select({ id, profileId, at, told: saidOf(told) })
      .from(told)
      .where(and(inArray(profileId, profileIds), gte(at, from), lt(at, until)))
      .orderBy(asc(id));
    orders.push(...rows);
  }
  return orders.toSorted((a, b) => a.id - b.id);
}

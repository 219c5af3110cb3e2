import { and, eq, exists, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { PeriodList } from "#server/analytics/calendar.ts";
import type { WeekStart } from "#server/analytics/types.ts";
import type { Database } from "#server/database/database.ts";
import { type Cohort, cohortOf, wentToCustomers } from "./cohort.ts";
import { type HoldoutResult, holdoutsOf } from "./holdouts.ts";
import { messagesOf, type StepMessages } from "./messages.ts";
import { type FollowingOrder, notTo, ordersAfter } from "./orders.ts";

/** Zones differ from each other by quarters of an hour, so days of every zone are made of these. */
const QUARTER_MS = 900_000;

export interface ResultsWanted extends Cohort {
  period: "day" | "week";
  /** The shop's. */
  zone: string;
  weekStart: WeekStart;
  now: number;
  /** For so long an order counts as following on a message. */
  orderWindowMs: number;
  /** For so long somebody is looked at from the moment of their lot, where there is a holdout. */
  holdoutWindowMs: number;
  /** The shop's. */
  currency: string;
}

/** What came of some runs. */
export interface Tally {
  entered: number;
  /** Of these, left as part of a holdout. */
  heldOut: number;
  /** Got at least one message. */
  reached: number;
  /** Reached the workflow's goal, so far. */
  converted: number;
  orders: number;
  /** In the shop's currency; orders in others are counted, and their sums left out. */
  revenue: number;
}

export interface WorkflowResults {
  total: Tally;
  /** By the day, or week, on which people entered; those on which nobody did are there too. */
  series: (Tally & { start: number; end: number })[];
  versions: (Tally & { versionId: number; number: number })[];
  messages: (StepMessages & Pick<Tally, "orders" | "revenue">)[];
  /** Of each split with a holdout. */
  holdouts: HoldoutResult[];
  inOtherCurrencies: number;
}

/**
 * What became of everybody who entered a workflow within a span, until now. An order belongs to the run whose message, or
 * click in one, was the last before it.
 */
export async function readWorkflowResults(db: Database, wanted: ResultsWanted): Promise<WorkflowResults> {
  const cohort = await cohortOf(db, wanted);
  const { steps, toTeam } = await messagesOf(db, cohort);
  const groups = await tallyRuns(db, cohort, toTeam);
  const { orderWindowMs: windowMs, currency } = wanted;
  const orders = steps.length > 0 ? await ordersAfter(db, { cohort, windowMs, currency, toTeam }) : [];
  const periods = new PeriodList({ ...wanted, to: wanted.until });
  const total = nothing();
  const series = periods.bounds.map(({ start, end }) => ({ start, end, ...nothing() }));
  const versions = new Map<number, Tally>();
  const ofVersion = (id: number) => {
    const tally = versions.get(id) ?? nothing();
    versions.set(id, tally);
    return tally;
  };
  for (const { versionId, quarter, ...counts } of groups) {
    const place = series[periods.placeOf(quarter * QUARTER_MS)];
    for (const tally of [total, place, ofVersion(versionId)]) if (tally) add(tally, counts);
  }
  for (const order of orders) {
    const place = series[periods.placeOf(order.startedAt)];
    for (const tally of [total, place, ofVersion(order.versionId)]) if (tally) addOrder(tally, order);
  }
  const numbers = await numbersOf(db, [...versions.keys()]);
  return {
    total: rounded(total),
    series: series.map(rounded),
    versions: [...versions]
      .map(([versionId, tally]) => ({ versionId, number: numbers.get(versionId) ?? 0, ...rounded(tally) }))
      .toSorted((a, b) => b.number - a.number),
    messages: steps.map((step) => ({ ...step, ...ordersAt(step.nodeId, orders) })),
    holdouts: await holdoutsOf(db, wanted),
    inOtherCurrencies: orders.filter(({ otherCurrency }) => otherCurrency).length,
  };
}

/** The runs by version and by the quarter of an hour in which they began. */
async function tallyRuns(db: Database, cohort: SQL | undefined, toTeam: readonly string[]) {
  const { runs, messages } = db.tables;
  const quarter = sql<number>`${runs.startedAt} / 900000`.mapWith(Number);
  const reached = exists(
    db.query
      .select({ one: sql`1` })
      .from(messages)
      .where(and(eq(messages.runId, runs.id), wentToCustomers(db), notTo(db, toTeam))),
  );
  const countOf = (which: SQL) => sql<number>`count(*) filter (where ${which})`.mapWith(Number);
  return await db.query
    .select({
      versionId: runs.versionId,
      quarter,
      entered: sql<number>`count(*)`.mapWith(Number),
      heldOut: countOf(sql`${runs.endCode} = 'split.holdout'`),
      reached: countOf(reached),
      converted: countOf(isNotNull(runs.convertedAt)),
    })
    .from(runs)
    .where(cohort)
    .groupBy(runs.versionId, quarter);
}

async function numbersOf(
  { query, tables: { versions } }: Database,
  ids: number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await query
    .select({ id: versions.id, number: versions.number })
    .from(versions)
    .where(inArray(versions.id, ids));
  return new Map(rows.map(({ id, number }) => [id, number]));
}

function ordersAt(nodeId: string, orders: FollowingOrder[]): Pick<Tally, "orders" | "revenue"> {
  const tally = nothing();
  for (const order of orders) if (order.nodeId === nodeId) addOrder(tally, order);
  return { orders: tally.orders, revenue: rounded(tally).revenue };
}

function nothing(): Tally {
  return { entered: 0, heldOut: 0, reached: 0, converted: 0, orders: 0, revenue: 0 };
}

function add(
  tally: Tally,
  { entered, heldOut, reached, converted }: Pick<Tally, "entered" | "heldOut" | "reached" | "converted">,
): void {
  tally.entered += entered;
  tally.heldOut += heldOut;
  tally.reached += reached;
  tally.converted += converted;
}

/** In cents, so that many small sums do not drift; `rounded` gives the amount back. */
function addOrder(tally: Tally, { amount }: FollowingOrder): void {
  tally.orders += 1;
  tally.revenue += Math.round(amount * 100);
}

function rounded<T extends Tally>(tally: T): T {
  return { ...tally, revenue: tally.revenue / 100 };
}

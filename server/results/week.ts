import { and, asc, count, eq, gt, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { countStages, type StageCounts } from "#server/store/lifecycle-reads.ts";
import { listOrdersAfterMessages, ORDER_EVENT } from "#server/store/order-results.ts";

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;

export interface WeekWanted {
  now: number;
  currency: string;
  orderWindowMs: number;
  /** What counts as activity, and how long without it somebody is at risk. */
  event: string;
  atRiskDays: number;
  /** Events are not kept for ever: orders are read from what is kept of them. */
  arePruned: boolean;
}

/** Seven days in numbers. */
export interface WeekFigures {
  /** New profiles. */
  came: number;
  /** People who were then quiet for as long as makes them at risk. */
  slipped: number;
  /** People whose run reached its goal. */
  converted: number;
  /** Orders that followed on messages of workflows, and what they came to in the shop's currency. */
  orders: number;
  revenue: number;
}

export interface Week {
  /** The last seven days, and the seven before them. */
  now: WeekFigures;
  before: WeekFigures;
  stages: StageCounts;
}

/** Who came, who is slipping away and what the workflows brought back. */
export async function readWeek(db: Database, wanted: WeekWanted): Promise<Week> {
  const [now, before] = [await readFigures(db, wanted, 0), await readFigures(db, wanted, 1)];
  return { now, before, stages: await countStages(db) };
}

async function readFigures(db: Database, wanted: WeekWanted, weeksAgo: number): Promise<WeekFigures> {
  const span = spanOf(wanted, weeksAgo);
  const orders = await ordersIn(db, wanted, span);
  const countOf = async (ids: SQL | undefined) => {
    const { profiles } = db.tables;
    const rows = await db.query.select({ people: count() }).from(profiles).where(ids);
    return rows[0]!.people;
  };
  return {
    came: await countOf(cameIn(db, span)),
    slipped: await countOf(await slippedIn(db, wanted, span)),
    converted: await countOf(convertedIn(db, span)),
    orders: orders.length,
    // In cents, so that many small sums do not drift.
    revenue: orders.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100,
  };
}

export type WeekFigure = "came" | "slipped" | "converted" | "ordered";

export interface WeekPeople extends WeekWanted {
  figure: WeekFigure;
  weeksAgo: 0 | 1;
  afterProfileId: number;
  limit: number;
}

/** The next people behind a figure of the week, in the order of their ids. */
export async function listWeekPeople(db: Database, wanted: WeekPeople) {
  const { profiles } = db.tables;
  const { figure, afterProfileId, limit } = wanted;
  const span = spanOf(wanted, wanted.weeksAgo);
  const isThem = figure === "ordered" ? await orderedIn(db, wanted, span) : await whoseIn(db, wanted, span);
  const { id, externalId, email, name } = profiles;
  const rows = await db.query
    .select({ id, externalId, email, name })
    .from(profiles)
    .where(and(gt(id, afterProfileId), isThem))
    .orderBy(asc(id))
    .limit(limit + 1);
  const people = rows.slice(0, limit);
  return { people, next: rows.length > limit ? people.at(-1)!.id : null };
}

interface Span {
  from: number;
  until: number;
}

/** Seven days up to a moment, with it. */
function spanOf({ now }: Pick<WeekWanted, "now">, weeksAgo: number): Span {
  const until = now + 1 - weeksAgo * WEEK_MS;
  return { from: until - WEEK_MS, until };
}

function whoseIn(db: Database, wanted: WeekPeople, span: Span): Promise<SQL | undefined> | SQL | undefined {
  if (wanted.figure === "came") return cameIn(db, span);
  return wanted.figure === "converted" ? convertedIn(db, span) : slippedIn(db, wanted, span);
}

function cameIn({ tables: { profiles } }: Database, { from, until }: Span): SQL | undefined {
  return and(gte(profiles.createdAt, from), lt(profiles.createdAt, until));
}

function convertedIn({ query, tables: { profiles, runs, workflows } }: Database, { from, until }: Span): SQL {
  // By workflow, as the index has those who reached the goal.
  const ids = query
    .select({ profileId: runs.profileId })
    .from(workflows)
    .crossJoin(runs)
    .where(
      and(
        isNull(workflows.removedAt),
        eq(workflows.kind, "workflow"),
        eq(runs.workflowId, workflows.id),
        gte(runs.convertedAt, from),
        lt(runs.convertedAt, until),
      ),
    );
  return inArray(profiles.id, ids);
}

/**
 * Who did nothing that counts for so long that they came to be at risk within the span, whether or not they have come
 * back since.
 */
async function slippedIn(db: Database, wanted: WeekWanted, { from, until }: Span): Promise<SQL> {
  const riskMs = wanted.atRiskDays * DAY_MS;
  const within = sql`one.at >= ${from - riskMs} and one.at < ${until - riskMs}`;
  const afterwards = sql`later.profile_id = one.profile_id and later.at > one.at and later.at < one.at + ${riskMs}`;
  const { id } = db.tables.profiles;
  if (wanted.arePruned && wanted.event === ORDER_EVENT) {
    const back = sql`select 1 from order_facts later where ${afterwards} and not later.is_refund`;
    return sql`${id} in (select one.profile_id from order_facts one where ${within} and not one.is_refund and not exists (${back}))`;
  }
  const nameId = await nameIdOf(db, wanted.event);
  const of = (alias: "one" | "later") =>
    sql`${sql.raw(alias)}.name_id = ${nameId} and ${sql.raw(alias)}.depth = 0`;
  const back = sql`select 1 from events later where ${afterwards} and ${of("later")}`;
  return sql`${id} in (select one.profile_id from events one where ${within} and ${of("one")} and not exists (${back}))`;
}

async function nameIdOf({ query, tables: { eventNames } }: Database, name: string): Promise<number> {
  const rows = await query.select({ id: eventNames.id }).from(eventNames).where(eq(eventNames.name, name));
  // No event has a name of this id.
  return rows[0]?.id ?? 0;
}

function ordersIn(db: Database, { orderWindowMs, currency }: WeekWanted, { from, until }: Span) {
  return listOrdersAfterMessages(db, {
    ...{ workflowId: null, since: from, until },
    ...{ windowMs: orderWindowMs, currency },
  });
}

async function orderedIn(db: Database, wanted: WeekWanted, span: Span): Promise<SQL> {
  const orders = await ordersIn(db, wanted, span);
  return inArray(db.tables.profiles.id, [...new Set(orders.map(({ profileId }) => profileId)), -1]);
}

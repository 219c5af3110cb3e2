import { and, eq, exists, gte, lt, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { HOLDOUT_ARM } from "#workflows/flow/split.ts";
import type { Cohort } from "./cohort.ts";
import { compareMeans, compareShares, type Difference, type Spending } from "./compare.ts";
import { ordersOf } from "./orders.ts";
import { readTold } from "./told-orders.ts";

/** People whose orders are looked up in one query. */
const PEOPLE_AT_ONCE = 500;

/** People of one side of a split with a holdout, and what they did afterwards. */
export interface HoldoutSide {
  people: number;
  /** Reached the workflow's goal after their lot. */
  converted: number;
  /** Ordered within the window after their lot, whoever wrote to them. */
  buyers: number;
  /** What they spent in it, in the shop's currency. */
  revenue: number;
}

/** People who went on at a split beside those who were held out there by the same lot. */
export interface HoldoutResult {
  nodeId: string;
  went: HoldoutSide;
  heldOut: HoldoutSide;
  /** How much larger the share of those who went on is; null when a side is empty. */
  converted: Difference | null;
  buyers: Difference | null;
  /** How much more each of those who went on spent; null when a side has too few people to tell. */
  revenue: Difference | null;
}

interface Wanted extends Cohort {
  holdoutWindowMs: number;
  currency: string;
}

interface Person {
  profileId: number;
  heldOut: boolean;
  at: number;
  converted: boolean;
}

/**
 * For each split of a workflow that has held somebody out: what became of the people whose lot was drawn within the span.
 * Who was drawn counts on their side whatever came after, so that the sides stay alike but for what the workflow did.
 */
export async function holdoutsOf(db: Database, wanted: Wanted): Promise<HoldoutResult[]> {
  const { assignments } = db.tables;
  const nodes = await db.query
    .selectDistinct({ nodeId: assignments.nodeId })
    .from(assignments)
    .where(and(eq(assignments.workflowId, wanted.workflowId), eq(assignments.arm, HOLDOUT_ARM)))
    .orderBy(assignments.nodeId);
  const results: HoldoutResult[] = [];
  for (const { nodeId } of nodes) {
    const people = await peopleAt(db, nodeId, wanted);
    const spent = await spentBy(db, people, wanted);
    const sides = [false, true].map((heldOut) => {
      const side = people.filter((person) => person.heldOut === heldOut);
      return sideOf(side, spent);
    }) as [Side, Side];
    results.push(compare(nodeId, sides));
  }
  return results;
}

type Side = HoldoutSide & { spending: Spending };

function compare(nodeId: string, [went, heldOut]: [Side, Side]): HoldoutResult {
  const share = (key: "converted" | "buyers") =>
    compareShares({ did: went[key], of: went.people }, { did: heldOut[key], of: heldOut.people });
  return {
    nodeId,
    went: shown(went),
    heldOut: shown(heldOut),
    converted: share("converted"),
    buyers: share("buyers"),
    revenue: compareMeans(went.spending, heldOut.spending),
  };
}

function shown({ people, converted, buyers, revenue }: Side): HoldoutSide {
  return { people, converted, buyers, revenue };
}

/** Whose lot was drawn in the span; a goal that was reached before it says nothing about it. */
async function peopleAt(
  db: Database,
  nodeId: string,
  { workflowId, from, until }: Cohort,
): Promise<Person[]> {
  const { assignments, runs } = db.tables;
  const goal = exists(
    db.query
      .select({ one: sql`1` })
      .from(runs)
      .where(
        and(
          eq(runs.workflowId, assignments.workflowId),
          eq(runs.profileId, assignments.profileId),
          gte(runs.convertedAt, assignments.at),
        ),
      ),
  );
  const converted = sql<boolean>`${goal}`.mapWith(Boolean);
  const rows = await db.query
    .select({ profileId: assignments.profileId, arm: assignments.arm, at: assignments.at, converted })
    .from(assignments)
    .where(
      and(
        eq(assignments.workflowId, workflowId),
        eq(assignments.nodeId, nodeId),
        gte(assignments.at, from),
        lt(assignments.at, until),
      ),
    );
  return rows.map(({ arm, ...person }) => ({ ...person, heldOut: arm === HOLDOUT_ARM }));
}

/** What each of these people spent within the window after their lot; who ordered nothing is not in it. */
async function spentBy(
  db: Database,
  people: Person[],
  { from, until, holdoutWindowMs, currency }: Wanted,
): Promise<Map<number, number>> {
  const spent = new Map<number, number>();
  for (let start = 0; start < people.length; start += PEOPLE_AT_ONCE) {
    const some = new Map(people.slice(start, start + PEOPLE_AT_ONCE).map((one) => [one.profileId, one.at]));
    const span = { from, until: until + holdoutWindowMs };
    const seen = new Set<string>();
    for (const { profileId, at, told } of await ordersOf(db, {
      profileIds: [...some.keys()],
      ...span,
    })) {
      const { id, amount } = readTold(told, currency);
      const key = `${profileId} ${id}`;
      if (id !== null && seen.has(key)) continue;
      if (id !== null) seen.add(key);
      const drawnAt = some.get(profileId) ?? until;
      if (at < drawnAt || at >= drawnAt + holdoutWindowMs) continue;
      spent.set(profileId, (spent.get(profileId) ?? 0) + Math.round(amount * 100));
    }
  }
  return spent;
}

/** `spent` is in cents. */
function sideOf(side: Person[], spent: ReadonlyMap<number, number>): Side {
  const sums = side.flatMap(({ profileId }) => spent.get(profileId) ?? []).map((cents) => cents / 100);
  const sum = sums.reduce((before, amount) => before + amount, 0);
  return {
    people: side.length,
    converted: side.filter(({ converted }) => converted).length,
    buyers: sums.length,
    revenue: Math.round(sum * 100) / 100,
    spending: {
      people: side.length,
      sum,
      squares: sums.reduce((before, amount) => before + amount ** 2, 0),
    },
  };
}

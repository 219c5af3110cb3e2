import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, count, eq, gt, gte, inArray, lte, max, ne } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import {
  type LifecycleStage,
  type LifecycleThresholds,
  lifecycleStages,
  returnIn,
  stageOf,
} from "#workflows/lifecycle.ts";
import { NOT_LOOKED_AT } from "./lifecycle.ts";
import { ORDER_EVENT } from "./order-results.ts";

const DAY_MS = 24 * 3_600_000;
/** Profile ids that are read at a time, so that other reads of the same thread wait only for moments. */
const IDS_PER_PAGE = 5_000;
/** Fewer people who came back than this say little about how long it usually takes. */
export const REPEAT_BUYERS_MIN = 30;

export type StageCounts = Record<LifecycleStage, number>;

/** How long it usually takes until somebody comes back. */
export interface BuyingCycle {
  /** People who did it at all. */
  people: number;
  /** Of these, who came back on a later day. */
  repeatBuyers: number;
  /** The median of the days between two times; null when fewer than `REPEAT_BUYERS_MIN` people came back. */
  medianGapDays: number | null;
}

/** The shop's own cycle. Times less than a day apart are one visit, as shops tell of an order again when it changes. */
export async function readBuyingCycle(db: Database, { event }: { event: string }): Promise<BuyingCycle> {
  const gaps: number[] = [];
  const cycle = { people: 0, repeatBuyers: 0 };
  for await (const { times } of activities(db, event)) {
    cycle.people += 1;
    const before = gaps.length;
    for (let index = 1; index < times.length; index++) {
      const gap = times[index]! - times[index - 1]!;
      if (gap >= DAY_MS) gaps.push(gap);
    }
    if (gaps.length > before) cycle.repeatBuyers += 1;
  }
  if (cycle.repeatBuyers < REPEAT_BUYERS_MIN) return { ...cycle, medianGapDays: null };
  const sorted = Float64Array.from(gaps).sort();
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  return { ...cycle, medianGapDays: Math.round((middle / DAY_MS) * 10) / 10 };
}

/**
 * How many people are in each stage, as they are kept. From the index alone, so whoever waits for their first look, which
 * is a matter of moments, is among the new.
 */
export async function countStages({ query, tables }: Database): Promise<StageCounts> {
  const { lifecycleStages: kept } = tables;
  const rows = await query.select({ stage: kept.stage, people: count() }).from(kept).groupBy(kept.stage);
  const counts = noStages();
  for (const { stage, people } of rows) counts[stage] = people;
  return counts;
}

/** What would become of everybody by other thresholds. */
export interface StagesUnder {
  counts: StageCounts;
  /** People whose stage would be another one, by the one they have; null: none. The largest groups come first. */
  moves: { from: LifecycleStage | null; to: LifecycleStage | null; people: number }[];
}

/** Works the stages out for everybody, as the engine would, and changes nothing. */
export async function readStagesUnder(
  db: Database,
  { event, thresholds, now }: { event: string; thresholds: LifecycleThresholds; now: number },
): Promise<StagesUnder> {
  const counts = noStages();
  const kept = await readKept(db);
  const moves = new Map<string, StagesUnder["moves"][number]>();
  const move = (from: LifecycleStage | null, to: LifecycleStage | null) => {
    if (from === to) return;
    const known = moves.get(`${from} ${to}`) ?? { from, to, people: 0 };
    known.people += 1;
    moves.set(`${from} ${to}`, known);
  };
  for await (const { profileId, times } of activities(db, event)) {
    const newest = times.toReversed();
    const activity = {
      firstAt: times[0] ?? null,
      lastAt: newest[0] ?? null,
      returnedAt: returnIn(newest, thresholds),
    };
    const stage = stageOf(activity, thresholds, now);
    if (stage !== null) counts[stage] += 1;
    move(kept.get(profileId) ?? null, stage);
    kept.delete(profileId);
  }
  for (const stage of kept.values()) move(stage, null);
  return { counts, moves: [...moves.values()].toSorted((a, b) => b.people - a.people) };
}

export interface StagePeople {
  stages: readonly LifecycleStage[];
  /** Only those whose stage began at or after this moment. */
  since?: number;
  afterProfileId: number;
  limit: number;
}

/** The next people in one of these stages, in the order of their ids. */
export async function listStagePeople(
  { query, tables }: Database,
  { stages, since, afterProfileId, limit }: StagePeople,
) {
  const { lifecycleStages: kept, profiles } = tables;
  const rows = await query
    .select({
      id: profiles.id,
      externalId: profiles.externalId,
      email: profiles.email,
      name: profiles.name,
      stage: kept.stage,
      since: kept.since,
    })
    .from(kept)
    .innerJoin(profiles, eq(profiles.id, kept.profileId))
    .where(
      and(
        inArray(kept.stage, [...stages]),
        gt(kept.profileId, afterProfileId),
        gte(kept.since, since ?? NOT_LOOKED_AT + 1),
      ),
    )
    .orderBy(asc(kept.profileId))
    .limit(limit + 1);
  const people = rows.slice(0, limit);
  return { people, next: rows.length > limit ? people.at(-1)!.id : null };
}

export type StagePeoplePage = Awaited<ReturnType<typeof listStagePeople>>;

/** When each person did what counts, in ascending order and each moment once; orders without their events count too. */
async function* activities(
  db: Database,
  event: string,
): AsyncGenerator<{ profileId: number; times: number[] }> {
  const { profiles, eventNames } = db.tables;
  const [name] = await db.query
    .select({ id: eventNames.id })
    .from(eventNames)
    .where(eq(eventNames.name, event));
  const [last] = await db.query.select({ id: max(profiles.id) }).from(profiles);
  for (let after = 0; after < (last?.id ?? 0); after += IDS_PER_PAGE) {
    const people = new Map<number, Set<number>>();
    const rows = [
      ...(name ? await eventTimes(db, name.id, after) : []),
      ...(event === ORDER_EVENT ? await orderTimes(db, after) : []),
    ];
    for (const { profileId, at } of rows) {
      const times = people.get(profileId);
      if (times) times.add(at);
      else people.set(profileId, new Set([at]));
    }
    for (const [profileId, times] of people) yield { profileId, times: [...times].sort((a, b) => a - b) };
    await nextTurn();
  }
}

function eventTimes({ query, tables: { events } }: Database, nameId: number, after: number) {
  const { profileId, at } = events;
  const page = and(gt(profileId, after), lte(profileId, after + IDS_PER_PAGE));
  return query
    .select({ profileId, at })
    .from(events)
    .where(and(page, eq(events.nameId, nameId), eq(events.depth, 0)));
}

function orderTimes({ query, tables: { orderFacts } }: Database, after: number) {
  const { profileId, at } = orderFacts;
  const page = and(gt(profileId, after), lte(profileId, after + IDS_PER_PAGE));
  return query
    .select({ profileId, at })
    .from(orderFacts)
    .where(and(page, eq(orderFacts.isRefund, false)));
}

async function readKept({ query, tables }: Database): Promise<Map<number, LifecycleStage>> {
  const { lifecycleStages: kept } = tables;
  const rows = await query
    .select({ profileId: kept.profileId, stage: kept.stage })
    .from(kept)
    .where(ne(kept.since, NOT_LOOKED_AT));
  return new Map(rows.map(({ profileId, stage }) => [profileId, stage]));
}

function noStages(): StageCounts {
  return Object.fromEntries(lifecycleStages.map((stage) => [stage, 0])) as StageCounts;
}

import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { NOT_LOOKED_AT } from "./lifecycle.ts";
import { readTags } from "./profile-tags.ts";

/** What a profile bought. */
export interface Orders {
  count: number;
  /** What was paid less what was given back, in hundredths of each currency; null: the shop's. */
  sums: { currency: string | null; cents: number }[];
  lastAt: number | null;
}

/** Which segments a profile is in and since when, its stage of life, its tags and its orders. */
export async function readStanding(db: Database, profileId: number) {
  const { segments, segmentMembers } = db.tables;
  const inSegments = await db.query
    .select({ id: segments.id, name: segments.name, since: segmentMembers.enteredAt })
    .from(segmentMembers)
    .innerJoin(segments, eq(segments.id, segmentMembers.segmentId))
    .where(and(eq(segmentMembers.profileId, profileId), isNull(segments.archivedAt)))
    .orderBy(asc(segments.name));
  return {
    segments: inSegments,
    stage: (await readStages(db, [profileId])).get(profileId) ?? null,
    tags: (await readTags(db, [profileId])).get(profileId) ?? [],
    orders: (await readOrders(db, [profileId])).get(profileId) ?? null,
  };
}

/** The stages of life of these profiles; those without one are left out. */
export async function readStages({ query, tables: { lifecycleStages: t } }: Database, profileIds: number[]) {
  if (profileIds.length === 0) return new Map<number, never>();
  const rows = await query
    .select({ profileId: t.profileId, stage: t.stage, since: t.since })
    .from(t)
    .where(and(inArray(t.profileId, profileIds), gt(t.since, NOT_LOOKED_AT)));
  return new Map(rows.map(({ profileId, ...stage }) => [profileId, stage]));
}

/** What these profiles bought; those who did not are left out. */
export async function readOrders(
  { query, tables: { orderFacts: t } }: Database,
  profileIds: number[],
): Promise<Map<number, Orders>> {
  if (profileIds.length === 0) return new Map();
  const signed = sql`sum(case when ${t.isRefund} then -${t.amountCents} else ${t.amountCents} end)`;
  const rows = await query
    .select({
      profileId: t.profileId,
      currency: t.currency,
      count: sql`sum(case when ${t.isRefund} then 0 else 1 end)`.mapWith(Number),
      cents: signed.mapWith(Number),
      lastAt: sql<number | null>`max(case when ${t.isRefund} then null else ${t.at} end)`,
    })
    .from(t)
    .where(inArray(t.profileId, profileIds))
    .groupBy(t.profileId, t.currency);
  const found = new Map<number, Orders>();
  for (const { profileId, currency, count, cents, lastAt } of rows) {
    const orders = found.get(profileId) ?? { count: 0, sums: [], lastAt: null };
    orders.count += count;
    orders.sums.push({ currency, cents });
    if (lastAt !== null) orders.lastAt = Math.max(orders.lastAt ?? 0, Number(lastAt));
    found.set(profileId, orders);
  }
  return found;
}

import { and, asc, desc, gt, type SQL, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { storable } from "#server/store/storable.ts";
import type { Condition } from "#workflows/condition.ts";
import { askingOf } from "./asking.ts";
import { compileCondition } from "./compile.ts";

/** A rule and the moment at which it is asked, in milliseconds since 1970. */
export interface AskedRule {
  rule: Condition;
  now: number;
}

/** Somebody whom a rule holds for. */
export interface Matching {
  id: number;
  externalId: string | null;
  email: string | null;
  name: string | null;
  createdAt: number;
  lastSeenAt: number | null;
}

/** How many profiles a rule holds for. */
export async function countSegment(db: Database, { rule, now }: AskedRule): Promise<number> {
  const [row] = await db.query
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(sql`profiles p`)
    .where(await compiled(db, rule, now));
  return row!.count;
}

/** Some of the profiles that a rule holds for, those who came last first. */
export async function sampleSegment(
  db: Database,
  { rule, now, limit }: AskedRule & { limit: number },
): Promise<Matching[]> {
  return await select(db, await compiled(db, rule, now), desc(ID), limit);
}

/** Profiles that a rule holds for, in the order of their ids, after one of them; `next`: null when there are no more. */
export async function listSegmentPage(
  db: Database,
  { rule, now, after, limit }: AskedRule & { after: number | null; limit: number },
): Promise<{ profiles: Matching[]; next: number | null }> {
  const condition = await compiled(db, rule, now);
  const rows = await select(db, and(gt(ID, after ?? 0), condition)!, asc(ID), limit + 1);
  const profiles = rows.slice(0, limit);
  return { profiles, next: rows.length > limit ? profiles.at(-1)!.id : null };
}

const ID = sql`p.id`;

async function compiled(db: Database, rule: Condition, now: number): Promise<SQL> {
  return compileCondition(storable(rule), await askingOf(db, { now, for: "everybody" }));
}

async function select(db: Database, condition: SQL, order: SQL, limit: number): Promise<Matching[]> {
  return await db.query
    .select({
      id: sql<number>`${ID}`.mapWith(Number),
      externalId: sql<string | null>`p.external_id`,
      email: sql<string | null>`p.email`,
      name: sql<string | null>`p.name`,
      createdAt: sql<number>`p.created_at`.mapWith(Number),
      lastSeenAt: sql<number | null>`p.last_seen_at`.mapWith(numberOrNull),
    })
    .from(sql`profiles p`)
    .where(condition)
    .orderBy(order)
    .limit(limit);
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}

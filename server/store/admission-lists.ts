import { desc, eq, lte } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

const LISTED_MAX = 3;

/** The newest times that many people were let into a workflow at once, with how far each has got. */
export async function listAdmissions(db: Database, workflowId: number) {
  const { admissions, profiles } = db.tables;
  const rows = await db.query
    .select()
    .from(admissions)
    .where(eq(admissions.workflowId, workflowId))
    .orderBy(desc(admissions.id))
    .limit(LISTED_MAX);
  const open = rows.filter(({ endedAt }) => endedAt === null);
  // Counting everybody takes a while, so only where the figure is shown.
  const total = open.length > 0 ? await db.query.$count(profiles) : 0;
  const looked = new Map<number, number>();
  for (const { id, afterProfileId } of open)
    looked.set(id, await db.query.$count(profiles, lte(profiles.id, afterProfileId)));
  return rows.map(({ id, entryKey, condition, started, createdAt, endedAt, endCode, endValues }) => ({
    id,
    entryKey,
    condition,
    started,
    createdAt,
    endedAt,
    endCode,
    endValues,
    /** How many people have been looked at, of how many; null when it is done. */
    looked: endedAt === null ? { people: looked.get(id) ?? 0, of: total } : null,
  }));
}

import { eq } from "drizzle-orm";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

/** The one mark: events up to it are in `activity_times` and `order_facts`. */
const NAME = "events";

/** The id of the event up to which everything is rolled up; only what is rolled up may be pruned. */
export async function readMark({ query, tables: { rollupMarks } }: Database): Promise<number> {
  const [row] = await query
    .select({ eventId: rollupMarks.eventId })
    .from(rollupMarks)
    .where(eq(rollupMarks.name, NAME));
  return row?.eventId ?? 0;
}

export function* markOf({ query, tables: { rollupMarks } }: Transaction): Steps<number> {
  const [row] = yield* run(
    query.select({ eventId: rollupMarks.eventId }).from(rollupMarks).where(eq(rollupMarks.name, NAME)),
  );
  return row?.eventId ?? 0;
}

export function* setMark({ query, tables: { rollupMarks } }: Transaction, eventId: number): Steps<void> {
  yield* run(
    query
      .insert(rollupMarks)
      .values({ name: NAME, eventId })
      .onConflictDoUpdate({ target: rollupMarks.name, set: { eventId } }),
  );
}

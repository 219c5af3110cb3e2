import { desc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** The steps that a run came to, the oldest first; of a run that goes in a circle the newest `limit`. */
export async function visitsOfRun({ query, tables: { visits } }: Database, id: number, limit: number) {
  const rows = await query
    .select({
      visit: visits.visit,
      nodeId: visits.nodeId,
      arrivedAt: visits.arrivedAt,
      leftAt: visits.leftAt,
      port: visits.port,
    })
    .from(visits)
    .where(eq(visits.runId, id))
    .orderBy(desc(visits.visit))
    .limit(limit);
  return rows.toReversed();
}

/** What was noted on a run, the oldest first, and of very many the newest `limit`. */
export async function notesOfRun({ query, tables: { history } }: Database, id: number, limit: number) {
  const rows = await query
    .select({
      id: history.id,
      at: history.at,
      nodeId: history.nodeId,
      visit: history.visit,
      code: history.code,
      values: history.values,
    })
    .from(history)
    .where(eq(history.runId, id))
    .orderBy(desc(history.id))
    .limit(limit);
  return rows.toReversed();
}

import { and, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Graph } from "#workflows/graph.ts";
import { workflowSettings } from "#workflows/settings.ts";

/** The event that is a workflow's goal; null without one. */
export function goalOf(graph: Graph | null): string | null {
  return workflowSettings.safeParse(graph?.settings ?? {}).data?.goalEvent || null;
}

export interface GoalCount {
  entered: number;
  converted: number;
}

/** How many runs each of the workflows has had, and how many of them reached the goal. */
export async function countReached(db: Database, workflowIds: number[]): Promise<Map<number, GoalCount>> {
  const counts = new Map(workflowIds.map((id) => [id, { entered: 0, converted: 0 }]));
  if (workflowIds.length === 0) return counts;
  const { runs } = db.tables;
  const these = inArray(runs.workflowId, workflowIds);
  // Apart, so that each can be answered from an index.
  const entered = await countRows(these);
  const converted = await countRows(and(these, isNotNull(runs.convertedAt)));
  for (const { id, count } of entered) counts.get(id)!.entered = count;
  for (const { id, count } of converted) counts.get(id)!.converted = count;
  return counts;

  function countRows(where: typeof these | ReturnType<typeof and>) {
    return db.query
      .select({ id: runs.workflowId, count: sql<number>`count(*)`.mapWith(Number) })
      .from(runs)
      .where(where)
      .groupBy(runs.workflowId);
  }
}

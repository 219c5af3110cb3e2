import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { nothingAt, readStepCounts, type Span, type StepCount } from "./step-counts.ts";

export type LiveCount = StepCount & {
  /** Who is there now, whenever they came. */
  waiting: number;
};

export interface LiveCountsOf extends Span {
  workflowId: number;
}

/** What happened at each node of a workflow within a span, and who is there now. */
export async function readLiveCounts(db: Database, wanted: LiveCountsOf): Promise<LiveCount[]> {
  const waiting = await countWaiting(db, wanted.workflowId);
  const counted = (await readStepCounts(db, wanted)).map((step) => ({
    ...step,
    waiting: waiting.get(step.nodeId) ?? 0,
  }));
  const seen = new Set(counted.map(({ nodeId }) => nodeId));
  const others = [...waiting].filter(([nodeId]) => !seen.has(nodeId));
  return [...counted, ...others.map(([nodeId, people]) => ({ ...nothingAt(nodeId), waiting: people }))];
}

async function countWaiting(db: Database, workflowId: number): Promise<Map<string, number>> {
  const { runs } = db.tables;
  const rows = await db.query
    .select({ nodeId: runs.nodeId, people: sql<number>`count(*)`.mapWith(Number) })
    .from(runs)
    // Written out, so that the index of those who wait is used.
    .where(and(eq(runs.workflowId, workflowId), sql`${runs.status} = 'active'`))
    .groupBy(runs.nodeId);
  return new Map(rows.flatMap(({ nodeId, people }) => (nodeId === null ? [] : [[nodeId, people] as const])));
}

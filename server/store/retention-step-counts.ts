import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Pruned, PruneSlice } from "./retention.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** For so long it is known in which hour somebody came; after that, on which day. */
export const STEP_HOURS_KEPT_MS = 90 * DAY_MS;

/** Where a walk over `step_counts` is, in the order of its key. */
export interface StepCountPlace {
  workflowId: number;
  hourAt: number;
  nodeId: string;
  port: string;
}

/** Before the first row. */
export const STEP_COUNTS_START: StepCountPlace = { workflowId: 0, hourAt: -1, nodeId: "", port: "" };

/**
 * Puts what was counted before a moment together: the lanes of an hour, and the hours of a day (UTC) once they are
 * older than `STEP_HOURS_KEPT_MS` before it. Answers with how many rows went up in others.
 */
export function* foldStepCounts(
  tx: Transaction,
  { after, before, limit }: PruneSlice<StepCountPlace>,
): Steps<Pruned<StepCountPlace>> {
  const { stepCounts, workflows } = tx.tables;
  const place = sql`(${stepCounts.hourAt}, ${stepCounts.nodeId}, ${stepCounts.port})`;
  const rows = yield* run(
    tx.query
      .select()
      .from(stepCounts)
      .where(
        and(
          eq(stepCounts.workflowId, after.workflowId),
          lt(stepCounts.hourAt, before),
          sql`${place} > (${after.hourAt}, ${after.nodeId}, ${after.port})`,
        ),
      )
      .orderBy(asc(stepCounts.hourAt), asc(stepCounts.nodeId), asc(stepCounts.port))
      .limit(limit),
  );
  let removed = 0;
  for (const row of rows) {
    const hourAt = beginningOf(row.hourAt, before);
    if (hourAt === row.hourAt) continue;
    yield* moveCount(tx, row, hourAt);
    removed += 1;
  }
  if (rows.length === limit) return { removed, next: rows.at(-1)! };
  const [following] = yield* run(
    tx.query
      .select({ workflowId: workflows.id })
      .from(workflows)
      .where(gt(workflows.id, after.workflowId))
      .orderBy(asc(workflows.id))
      .limit(1),
  );
  return { removed, next: following ? { ...STEP_COUNTS_START, ...following } : null };
}

function beginningOf(at: number, before: number): number {
  const unitMs = at < before - STEP_HOURS_KEPT_MS ? DAY_MS : HOUR_MS;
  return at - (at % unitMs);
}

function* moveCount(
  tx: Transaction,
  { people, ...from }: StepCountPlace & { people: number },
  hourAt: number,
): Steps<void> {
  const { stepCounts } = tx.tables;
  const { workflowId, nodeId, port } = from;
  yield* run(
    tx.query
      .insert(stepCounts)
      .values({ workflowId, nodeId, port, hourAt, people })
      .onConflictDoUpdate({
        target: [stepCounts.workflowId, stepCounts.hourAt, stepCounts.nodeId, stepCounts.port],
        set: { people: sql`${stepCounts.people} + excluded.people` },
      }),
  );
  yield* run(
    tx.query
      .delete(stepCounts)
      .where(
        and(
          eq(stepCounts.workflowId, workflowId),
          eq(stepCounts.hourAt, from.hourAt),
          eq(stepCounts.nodeId, nodeId),
          eq(stepCounts.port, port),
        ),
      ),
  );
}

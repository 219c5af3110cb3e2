import { and, eq, exists, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { RunStatus } from "#drizzle/tables.ts";
import type { Query, Transaction } from "#server/database/database.ts";

/** Which runs of a workflow, in one state. */
export interface FilteredRuns {
  workflowId: number;
  status: RunStatus;
  /** Where they are; of those that have ended, and of all when `cameBy`, where they have been. */
  nodeId?: string | null;
  cameBy?: boolean;
  versionId?: number | null;
  /** Reached the goal, or did not. */
  converted?: boolean | null;
  startedFrom?: number | null;
  startedBefore?: number | null;
  /** Only the runs of these people. */
  profileIds?: number[] | null;
}

/** The condition that finds them. */
export function filteredRuns(
  { query, tables }: { query: Query; tables: Transaction["tables"] },
  filter: FilteredRuns,
): SQL | undefined {
  const { runs, visits } = tables;
  const { nodeId, versionId, converted, startedFrom, startedBefore, profileIds } = filter;
  return and(
    // So few people are looked up one by one; an index over the workflow would be walked to its end for them.
    profileIds == null
      ? eq(runs.workflowId, filter.workflowId)
      : sql`${runs.workflowId} + 0 = ${filter.workflowId}`,
    eq(runs.status, filter.status),
    nodeId == null ? undefined : at(nodeId),
    versionId == null ? undefined : eq(runs.versionId, versionId),
    converted == null ? undefined : converted ? isNotNull(runs.convertedAt) : isNull(runs.convertedAt),
    startedFrom == null ? undefined : gte(runs.startedAt, startedFrom),
    startedBefore == null ? undefined : lt(runs.startedAt, startedBefore),
    profileIds == null ? undefined : inArray(runs.profileId, profileIds),
  );

  function at(node: string): SQL {
    if (!filter.cameBy) return eq(runs.nodeId, node);
    return exists(
      query
        .select({ visit: visits.visit })
        .from(visits)
        .where(and(eq(visits.runId, runs.id), eq(visits.nodeId, node))),
    );
  }
}

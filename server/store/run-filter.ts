import { and, eq, exists, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Query, Transaction } from "#server/database/database.ts";
import type { RunStatus } from "#workflows/run.ts";
import { namedLike } from "./profile-search.ts";

/** Which runs of a workflow. */
export interface FilteredRuns {
  workflowId: number;
  /** In one of these states. */
  statuses: readonly RunStatus[];
  /** Where they are; of those that have ended, and of all when `cameBy`, where they have been. */
  nodeId?: string | null;
  cameBy?: boolean;
  versionId?: number | null;
  /** Reached the goal, or did not. */
  converted?: boolean | null;
  startedFrom?: number | null;
  startedBefore?: number | null;
  /** In the name, email address or customer number of the person; "" for everybody. */
  search?: string;
  /** Those whom a search finds are looked up first, and then their runs, instead of runs and then who is in them. */
  byPerson?: boolean;
}

/** The condition that finds them. */
export function filteredRuns(
  { query, tables }: { query: Query; tables: Transaction["tables"] },
  filter: FilteredRuns,
): SQL | undefined {
  const { runs, visits, profiles } = tables;
  const { statuses, nodeId, versionId, converted, startedFrom, startedBefore, search = "" } = filter;
  const [only] = statuses;
  const searched = isSearch(filter);
  const byPerson = searched && filter.byPerson === true;
  return and(
    // An index over the workflow would be walked to its end for one person.
    byPerson ? sql`${runs.workflowId} + 0 = ${filter.workflowId}` : eq(runs.workflowId, filter.workflowId),
    statuses.length === 1 ? eq(runs.status, only!) : inArray(runs.status, [...statuses]),
    nodeId == null ? undefined : at(nodeId),
    versionId == null ? undefined : eq(runs.versionId, versionId),
    converted == null ? undefined : converted ? isNotNull(runs.convertedAt) : isNull(runs.convertedAt),
    startedFrom == null ? undefined : gte(runs.startedAt, startedFrom),
    startedBefore == null ? undefined : lt(runs.startedAt, startedBefore),
    searched ? isFound() : undefined,
  );

  function isFound(): SQL {
    const found = query.select({ id: profiles.id }).from(profiles);
    const named = namedLike(profiles, search);
    return byPerson
      ? inArray(runs.profileId, found.where(named))
      : exists(found.where(and(eq(profiles.id, runs.profileId), named)));
  }

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

/** Whether a filter is about certain people. */
export function isSearch({ search = "" }: Pick<FilteredRuns, "search">): boolean {
  return search.trim() !== "";
}

import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import { countChanges, type DiffCounts, diffGraphs } from "#workflows/diff-graphs.ts";

type Workflow = Tables["workflows"]["$inferSelect"];
type Version = Tables["versions"]["$inferSelect"];

/** Versions that a filter offers, the newest. */
const NUMBERS_MAX = 500;

export interface VersionSummary {
  number: number;
  publishedAt: number;
  /** The name of the account that published it; null when that is gone, or never was. */
  publishedBy: string | null;
  /** The number of the earlier version that it brings back. */
  restores: number | null;
  isLive: boolean;
  /** How many people are inside it now. */
  inside: number;
  /** What makes it another than the version before; null for the first. */
  changes: DiffCounts | null;
}

/** A workflow's versions with a number below `before`, the newest first. */
export async function listVersions(
  { query, tables: { versions, workflows, users, runs } }: Database,
  { workflowId, before, limit }: { workflowId: number; before: number | null; limit: number },
): Promise<{ versions: VersionSummary[]; nextCursor: number | null }> {
  // One more than is shown: the last one is compared with it.
  const rows = await query
    .select({ version: versions, publishedBy: users.name, liveId: workflows.liveVersionId })
    .from(versions)
    .innerJoin(workflows, eq(workflows.id, versions.workflowId))
    .leftJoin(users, eq(users.id, versions.publishedBy))
    .where(
      and(eq(versions.workflowId, workflowId), before === null ? undefined : lt(versions.number, before)),
    )
    .orderBy(desc(versions.number))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const ids = page.map(({ version }) => version.id);
  const counts =
    ids.length === 0
      ? []
      : await query
          .select({ versionId: runs.versionId, count: sql<number>`count(*)`.mapWith(Number) })
          .from(runs)
          // Spelled out, so that the index over those who are inside is used.
          .where(and(inArray(runs.versionId, ids), sql`${runs.status} = 'active'`))
          .groupBy(runs.versionId);
  const inside = new Map(counts.map(({ versionId, count }) => [versionId, count]));
  return {
    versions: page.map(({ version, publishedBy, liveId }, index) => {
      const previous = rows[index + 1]?.version;
      return {
        number: version.number,
        publishedAt: version.publishedAt,
        publishedBy,
        restores: version.restores,
        isLive: version.id === liveId,
        inside: inside.get(version.id) ?? 0,
        changes: previous ? countChanges(diffGraphs(previous.graph, version.graph)) : null,
      };
    }),
    nextCursor: rows.length > limit ? page.at(-1)!.version.number : null,
  };
}

/** The versions of a workflow, the newest first, as a filter offers them. */
export async function listVersionNumbers(
  { query, tables: { versions } }: Database,
  workflowId: number,
): Promise<{ id: number; number: number }[]> {
  return query
    .select({ id: versions.id, number: versions.number })
    .from(versions)
    .where(eq(versions.workflowId, workflowId))
    .orderBy(desc(versions.number))
    .limit(NUMBERS_MAX);
}

/** One version of a workflow by its number. */
export async function findVersion(
  { query, tables: { versions } }: Database,
  { workflowId, number }: { workflowId: number; number: number },
): Promise<Version | undefined> {
  const [row] = await query
    .select()
    .from(versions)
    .where(and(eq(versions.workflowId, workflowId), eq(versions.number, number)));
  return row;
}

/** The number of the earlier version that a draft is the same as; null when it is new, or what is live already. */
export function* broughtBack(
  { query, tables: { versions, workflows } }: Transaction,
  { id, liveVersionId }: Pick<Workflow, "id" | "liveVersionId">,
): Steps<number | null> {
  const draft = sql`(select cast(${workflows.draft} as text) from ${workflows} where ${workflows.id} = ${id})`;
  const [same] = yield* run(
    query
      .select({ id: versions.id, number: versions.number })
      .from(versions)
      .where(and(eq(versions.workflowId, id), sql`cast(${versions.graph} as text) = ${draft}`))
      .orderBy(desc(versions.number))
      .limit(1),
  );
  return same && same.id !== liveVersionId ? same.number : null;
}

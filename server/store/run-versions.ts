import { and, asc, desc, eq, exists, gt, lt, sql } from "drizzle-orm";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { Run } from "./runs.ts";

const newest = statement<Record<string, never>>()((query, { versions }) =>
  query.select({ id: versions.id }).from(versions).orderBy(desc(versions.id)).limit(1),
);
const setVersion = statement<{ id: number; versionId: number }>()((query, { runs }) =>
  query
    .update(runs)
    .set({ versionId: sql`${sql.placeholder("versionId")}` })
    .where(eq(runs.id, sql.placeholder("id"))),
);
const inEarlierVersions = statement<{
  workflowId: number;
  versionId: number;
  after: number;
  limit: number;
}>()((query, { runs }) =>
  query
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.workflowId, sql.placeholder("workflowId")),
        eq(runs.status, "active"),
        gt(runs.id, sql.placeholder("after")),
        lt(runs.versionId, sql.placeholder("versionId")),
      ),
    )
    .orderBy(asc(runs.id))
    .limit(sql.placeholder("limit")),
);

/** A workflow's active runs in versions from before this one, in the order of their ids. */
export function* runsInEarlierVersions(
  where: { workflowId: number; versionId: number; after: number },
  limit: number,
): Steps<Run[]> {
  return yield* prepared(inEarlierVersions, { ...where, limit });
}

/** Pins a run to another version. */
export function* repinRun(id: number, versionId: number): Steps<void> {
  yield* prepared(setVersion, { id, versionId });
}

/** Whether anybody is inside a version that is no longer live; such versions still need their exit events. */
export function* versionsInUse(tx: Transaction): Steps<number[]> {
  const { runs, versions } = tx.tables;
  // One look into the index for each version: a list of the runs would take longer the more people are inside.
  const inside = tx.query
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.versionId, versions.id), sql`${runs.status} = 'active'`));
  const rows = yield* run(tx.query.select({ id: versions.id }).from(versions).where(exists(inside)));
  return rows.map((row) => row.id);
}

/** The version that was published last, of any workflow; null when there is none. */
export function* newestVersionId(): Steps<number | null> {
  return (yield* prepared(newest, {}))[0]?.id ?? null;
}

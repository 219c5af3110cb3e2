import { and, eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";

const byProfile = statement<{ workflowId: number; profileId: number }>()((query, { assignments }) =>
  query
    .select({ nodeId: assignments.nodeId, arm: assignments.arm })
    .from(assignments)
    .where(
      and(
        eq(assignments.profileId, sql.placeholder("profileId")),
        eq(assignments.workflowId, sql.placeholder("workflowId")),
      ),
    ),
);
const insert = statement<Assignment>()((query, { assignments }) =>
  query
    .insert(assignments)
    .values({
      workflowId: sql.placeholder("workflowId"),
      nodeId: sql.placeholder("nodeId"),
      profileId: sql.placeholder("profileId"),
      arm: sql.placeholder("arm"),
      at: sql.placeholder("at"),
    })
    .onConflictDoUpdate({
      target: [assignments.workflowId, assignments.nodeId, assignments.profileId],
      set: { arm: sql`excluded.arm`, at: sql`excluded.at` },
    }),
);

export type Assignment = {
  workflowId: number;
  nodeId: string;
  profileId: number;
  arm: string;
  at: number;
};

/** The arms that a profile was given in a workflow, by node id. */
export function* assignmentsOf(workflowId: number, profileId: number): Steps<Record<string, string>> {
  const rows = yield* prepared(byProfile, { workflowId, profileId });
  return Object.fromEntries(rows.map(({ nodeId, arm }) => [nodeId, arm]));
}

/** Keeps an arm that was drawn; a second drawing happens only when the first arm is gone from the split. */
export function* assign(assignment: Assignment): Steps<void> {
  yield* prepared(insert, assignment);
}

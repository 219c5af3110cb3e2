import { isNull } from "drizzle-orm";
import type { WorkflowKind } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";

export interface WorkflowName {
  id: number;
  name: string;
  kind: WorkflowKind;
  isArchived: boolean;
}

/** What the workflows that were not removed are called, also archived ones and those that send one-off messages. */
export async function listWorkflowNames(db: Database): Promise<WorkflowName[]> {
  const { workflows } = db.tables;
  const { id, name, kind, archivedAt } = workflows;
  const rows = await db.query
    .select({ id, name, kind, archivedAt })
    .from(workflows)
    .where(isNull(workflows.removedAt));
  return rows.map(({ archivedAt, ...row }) => ({ ...row, isArchived: archivedAt !== null }));
}

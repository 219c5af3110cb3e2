import type { Database } from "#server/database/database.ts";
import { listSegments } from "#server/store/segments.ts";
import { listWorkflowNames } from "#server/store/workflow-names.ts";
import type { KnownIds } from "#workflows/segment-problems.ts";

/** The segments and workflows that rules and triggers can name. */
export async function readKnownIds(db: Database): Promise<KnownIds> {
  const workflows = (await listWorkflowNames(db)).filter(({ isArchived }) => !isArchived);
  return {
    segments: new Set((await listSegments(db)).map(({ id }) => id)),
    workflows: new Set(workflows.map(({ id }) => id)),
  };
}

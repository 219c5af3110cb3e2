import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Services } from "#server/services.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { iso } from "./sheet.ts";

/** The next workflow with all its versions, as JSON without the secrets of whom it calls; null after the last one. */
export async function readExportedWorkflow(
  { query, tables }: Database,
  { after }: { after: number },
): Promise<{ id: number; text: string } | null> {
  const { workflows, versions } = tables;
  const [workflow] = await query
    .select()
    .from(workflows)
    .where(and(gt(workflows.id, after), eq(workflows.kind, "workflow")))
    .orderBy(asc(workflows.id))
    .limit(1);
  if (!workflow) return null;
  const published = await query
    .select()
    .from(versions)
    .where(eq(versions.workflowId, workflow.id))
    .orderBy(asc(versions.number));
  const { id, name, status, liveVersionId, tags, createdAt, updatedAt, archivedAt, removedAt } = workflow;
  const shown = {
    ...{ id, name, status, tags },
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    archivedAt: iso(archivedAt),
    removedAt: iso(removedAt),
    graph: withoutSecrets(workflow.draft),
    versions: published.map((version) => ({
      number: version.number,
      isLive: version.id === liveVersionId,
      publishedAt: iso(version.publishedAt),
      restores: version.restores,
      graph: withoutSecrets(version.graph),
    })),
  };
  return { id, text: JSON.stringify(shown) };
}

/** All workflows as one JSON list, piece by piece. */
export async function* writeWorkflows({ reads }: Pick<Services, "reads">): AsyncGenerator<string> {
  yield "[";
  let after = 0;
  for (;;) {
    const found = await reads.readExportedWorkflow({ after });
    if (!found) break;
    yield `${after === 0 ? "\n" : ",\n"}${found.text}`;
    after = found.id;
  }
  yield "\n]\n";
}

import { eq, inArray, isNull } from "drizzle-orm";
import { type Database, run } from "#server/database/database.ts";
import type { Graph } from "#workflows/graph.ts";
import { versionsInUse } from "./run-versions.ts";

/** A graph that may still do something: a draft, what is live, or one with people inside. */
export interface GraphInUse {
  workflowId: number;
  workflowName: string;
  graph: Graph;
  /** It was never published: nobody is inside, and nothing is sent by it. */
  isDraft: boolean;
}

/** Every graph that may still do something, also those of removed workflows that people are inside of. */
export async function graphsInUse(db: Database): Promise<GraphInUse[]> {
  return await db.transaction(function* (tx) {
    const { workflows, versions } = tx.tables;
    const drafts = yield* run(
      tx.query
        .select({
          id: workflows.id,
          name: workflows.name,
          draft: workflows.draft,
          live: workflows.liveVersionId,
        })
        .from(workflows)
        .where(isNull(workflows.removedAt)),
    );
    const ids = [...new Set([...(yield* versionsInUse(tx)), ...drafts.flatMap(({ live }) => live ?? [])])];
    const published =
      ids.length === 0
        ? []
        : yield* run(
            tx.query
              .select({ workflowId: workflows.id, workflowName: workflows.name, graph: versions.graph })
              .from(versions)
              .innerJoin(workflows, eq(workflows.id, versions.workflowId))
              .where(inArray(versions.id, ids)),
          );
    const drawn = drafts.map(({ id, name, draft }) => ({ workflowId: id, workflowName: name, graph: draft }));
    return [
      ...drawn.map((one) => ({ ...one, isDraft: true })),
      ...published.map((one) => ({ ...one, isDraft: false })),
    ];
  });
}

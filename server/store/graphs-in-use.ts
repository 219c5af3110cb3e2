import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { type Database, run } from "#server/database/database.ts";
import type { Graph } from "#workflows/graph.ts";
import { oneOffGraph } from "#workflows/one-off.ts";
import { versionsInUse } from "./run-versions.ts";

/** A graph that may still do something: a draft, what is live, or one with people inside. */
export interface GraphInUse {
  /** Below zero for the draft of a one-off message: its workflow is made when it is sent. */
  workflowId: number;
  workflowName: string;
  graph: Graph;
  /** It was never published: nobody is inside, and nothing is sent by it. */
  isDraft: boolean;
}

/** Every graph that may still do something, also those of removed workflows that people are inside of. */
export async function graphsInUse(db: Database): Promise<GraphInUse[]> {
  return await db.transaction(function* (tx) {
    const { workflows, versions, oneOffs } = tx.tables;
    const drafts = yield* run(
      tx.query
        .select({
          id: workflows.id,
          name: workflows.name,
          draft: workflows.draft,
          live: workflows.liveVersionId,
        })
        .from(workflows)
        .where(and(isNull(workflows.removedAt), eq(workflows.kind, "workflow"))),
    );
    const sending = yield* run(
      tx.query
        .select({ live: workflows.liveVersionId })
        .from(workflows)
        .where(and(eq(workflows.kind, "one-off"), isNotNull(workflows.liveVersionId))),
    );
    const unsent = yield* run(
      tx.query
        .select()
        .from(oneOffs)
        .where(and(eq(oneOffs.status, "draft"), isNotNull(oneOffs.message), isNull(oneOffs.removedAt))),
    );
    const ids = [
      ...new Set([
        ...(yield* versionsInUse(tx)),
        ...[...drafts, ...sending].flatMap(({ live }) => live ?? []),
      ]),
    ];
    const published =
      ids.length === 0
        ? []
        : yield* run(
            tx.query
              .select({
                workflowId: workflows.id,
                workflowName: workflows.name,
                kind: workflows.kind,
                graph: versions.graph,
              })
              .from(versions)
              .innerJoin(workflows, eq(workflows.id, versions.workflowId))
              .where(inArray(versions.id, ids)),
          );
    const drawn = drafts.map(({ id, name, draft }) => ({ workflowId: id, workflowName: name, graph: draft }));
    const written = unsent.flatMap(({ id, name, message, schedule }) =>
      message
        ? { workflowId: -id, workflowName: wordOneOff(name), graph: oneOffGraph({ message, schedule }) }
        : [],
    );
    return [
      ...[...drawn, ...written].map((one) => ({ ...one, isDraft: true })),
      ...published.map(({ kind, ...one }) => ({
        ...one,
        workflowName: kind === "one-off" ? wordOneOff(one.workflowName) : one.workflowName,
        isDraft: false,
      })),
    ];
  });
}

/** As it stands among the names of workflows. */
function wordOneOff(name: string): string {
  return `One-off message “${name}”`;
}

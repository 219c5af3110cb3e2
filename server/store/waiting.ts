import { and, desc, eq, exists, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";

/** How many people are at a step now. */
export interface WaitingAt {
  nodeId: string;
  count: number;
  /** The step as it is in the newest version that somebody is inside of; null when none of those has it. */
  node: GraphNode | null;
  /** The versions that they are in. */
  versions: Graph[];
}

/** Where a workflow's people are, whatever version they are in, in the order of its steps. */
export async function listWaiting(db: Database, workflowId: number): Promise<WaitingAt[]> {
  const { runs, versions } = db.tables;
  const counts = await db.query
    .select({ nodeId: runs.nodeId, versionId: runs.versionId, count: sql<number>`count(*)`.mapWith(Number) })
    .from(runs)
    .where(and(eq(runs.workflowId, workflowId), eq(runs.status, "active")))
    .groupBy(runs.nodeId, runs.versionId);
  if (counts.length === 0) return [];
  const inside = db.query
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.versionId, versions.id), eq(runs.status, "active")));
  const used = await db.query
    .select({ id: versions.id, graph: versions.graph })
    .from(versions)
    .where(and(eq(versions.workflowId, workflowId), exists(inside)))
    .orderBy(desc(versions.number));
  const nodes = new Map<string, GraphNode>();
  for (const node of used.flatMap(({ graph }) => graph.nodes))
    if (!nodes.has(node.id)) nodes.set(node.id, node);
  const order = [...nodes.keys()];
  const graphs = new Map(used.map(({ id, graph }) => [id, graph]));
  return [...Map.groupBy(counts, ({ nodeId }) => nodeId)]
    .flatMap(([nodeId, rows]) => {
      if (nodeId === null) return [];
      const count = rows.reduce((sum, row) => sum + row.count, 0);
      const inside = rows.flatMap(({ versionId }) => graphs.get(versionId) ?? []);
      return { nodeId, count, node: nodes.get(nodeId) ?? null, versions: inside };
    })
    .sort((a, b) => order.indexOf(a.nodeId) - order.indexOf(b.nodeId));
}

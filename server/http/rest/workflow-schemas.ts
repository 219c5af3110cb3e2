import { z } from "zod";
import type { WorkflowSummary } from "#server/store/workflows.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { id, instant, shown } from "./common-schemas.ts";

const fields = {
  id,
  name: z.string().meta({ examples: ["Welcome"] }),
  status: z.enum(["draft", "live", "paused"]).meta({ examples: ["live"] }),
  archived: z
    .boolean()
    .describe("It was put away: it lets nobody in and sends nothing until it is brought back."),
  createdAt: instant,
  updatedAt: instant,
};

/** A workflow in the list. */
export const workflowSummary = z.strictObject({
  ...fields,
  trigger: z
    .string()
    .nullable()
    .describe("What starts it; null in a draft without a trigger.")
    .meta({ examples: ["manual"] }),
  activeRuns: z.int().describe("How many customers are inside now."),
  hasUnpublishedChanges: z.boolean(),
});

/** A graph as it was drawn. Secrets in it are masked. */
const graph = z.strictObject({
  nodes: z.array(
    z.strictObject({
      id: z.string().meta({ examples: ["wait"] }),
      type: z.string().meta({ examples: ["delay"] }),
      config: z.record(z.string(), z.unknown()),
      position: z.strictObject({ x: z.number(), y: z.number() }).meta({ examples: [{ x: 0, y: 160 }] }),
    }),
  ),
  edges: z.array(
    z.strictObject({
      id: z.string().meta({ examples: ["start:next"] }),
      from: z.string().meta({ examples: ["start"] }),
      port: z.string().meta({ examples: ["next"] }),
      to: z.string().meta({ examples: ["wait"] }),
    }),
  ),
  settings: z.record(z.string(), z.unknown()).optional(),
});

/** A workflow with what is drawn. */
export const workflow = z.strictObject({
  ...fields,
  draft: graph.describe(
    "As it stands on the canvas. Values of webhook headers and chat addresses are not shown.",
  ),
  live: z
    .strictObject({ version: z.int(), publishedAt: instant, graph })
    .nullable()
    .describe("The version that new runs go through; null for one that was never published."),
});

export function showWorkflowSummary(row: WorkflowSummary): z.output<typeof workflowSummary> {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    archived: row.archivedAt !== null,
    createdAt: shown(row.createdAt),
    updatedAt: shown(row.updatedAt),
    trigger: triggerOf(row.live ?? row.draft),
    activeRuns: row.activeRuns,
    hasUnpublishedChanges: row.liveRevision !== null && row.liveRevision !== row.draftRevision,
  };
}

function triggerOf(graph: Graph): string | null {
  return graph.nodes.find(({ type }) => findNode(type)?.kind === "trigger")?.type ?? null;
}

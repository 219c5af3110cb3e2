import { z } from "zod";
import type { RunFilter } from "#server/store/run-lists.ts";
import { nodeId } from "#workflows/graph.ts";
import { runStatuses } from "#workflows/run.ts";

/** Which runs of a workflow, as the address of the page has it. */
export const runFilter = z.object({
  status: z.enum(runStatuses).optional(),
  nodeId: z.optional(nodeId),
  versionId: z.number().int().optional(),
  converted: z.boolean().optional(),
  startedFrom: z.number().optional(),
  startedBefore: z.number().optional(),
  search: z.string().max(200).optional(),
});
export type RunFilterInput = z.output<typeof runFilter>;

export const runAction = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("retry") }),
  z.object({ kind: z.literal("skip") }),
  z.object({ kind: z.literal("move"), nodeId }),
  z.object({ kind: z.literal("stop") }),
]);

/** The filter as the store takes it. */
export function filterOf(workflowId: number, input: RunFilterInput): Omit<RunFilter, "cursor" | "limit"> {
  return {
    workflowId,
    status: input.status ?? null,
    nodeId: input.nodeId ?? null,
    versionId: input.versionId ?? null,
    converted: input.converted ?? null,
    startedFrom: input.startedFrom ?? null,
    startedBefore: input.startedBefore ?? null,
    search: input.search ?? "",
  };
}

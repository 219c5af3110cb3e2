import { z } from "zod";
import { beginBulk, listBulks, stopBulk } from "#server/store/bulk-actions.ts";
import { isSearch } from "#server/store/run-filter.ts";
import { findWorkflow } from "#server/store/workflows.ts";
import { phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { NAMED_RUNS_MAX } from "#workflows/run-actions.ts";
import { filterOf, runAction, runFilter } from "./run-inputs.ts";
import { badRequest, editor, notFound, viewer } from "./trpc.ts";

const ofWorkflow = z.object({ workflowId: z.number().int() });
const choice = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("list"),
    /** Each with the visit that it was seen in: whoever has gone on since is left alone. */
    runs: z
      .array(z.object({ id: z.number().int(), visit: z.number().int() }))
      .min(1)
      .max(NAMED_RUNS_MAX),
  }),
  z.object({ kind: z.literal("filter"), filter: runFilter }),
]);

/** One thing done to many runs. */
export const bulkProcedures = {
  /** How many runs an action would be tried on; `tooMany`: more than one search may find for it. */
  bulkCount: editor
    .input(ofWorkflow.extend({ filter: runFilter, action: runAction }))
    .query(async ({ ctx, input }) => {
      const filter = filterOf(input.workflowId, input.filter);
      const count = await ctx.reads.countFilteredRuns({ filter, action: input.action });
      return { count, tooMany: isSearch(filter) && count > NAMED_RUNS_MAX };
    }),

  startBulk: editor
    .input(ofWorkflow.extend({ choice, action: runAction }))
    .mutation(async ({ ctx, input: { workflowId, choice: chosen, action } }) => {
      if (!(await findWorkflow(ctx.db, workflowId))) throw notFound("workflow");
      const wanted = await wantedRuns();
      const bulk = { workflowId, action, ...wanted, by: ctx.person.id };
      const id = await ctx.db.transaction((tx) => beginBulk(tx, bulk, ctx.clock.now()));
      if (id === null)
        throw badRequest(
          "Something is being done to many people of this workflow already. Wait for it, or stop it",
        );
      ctx.engine.poke();
      return { id };

      async function wantedRuns() {
        if (chosen.kind === "list") {
          return named([...new Map(chosen.runs.map((run) => [run.id, run])).values()]);
        }
        const filter = filterOf(workflowId, chosen.filter);
        if (isSearch(filter)) {
          const found = await ctx.reads.listFilteredRuns({ filter, action, limit: NAMED_RUNS_MAX + 1 });
          if (found.length > NAMED_RUNS_MAX) {
            throw badRequest(
              phrase("The search finds more than {max} people. Narrow it down", { max: NAMED_RUNS_MAX }),
            );
          }
          return named(found);
        }
        const total = await ctx.reads.countFilteredRuns({ filter, action });
        const { workflowId: _, search: __, ...where } = filter;
        return { choice: { kind: "filter" as const, ...where }, total };
      }
    }),

  stopBulk: editor.input(ofWorkflow.extend({ id: z.number().int() })).mutation(async ({ ctx, input }) => {
    const stop = { ...input, by: ctx.person.name };
    const stopped = await ctx.db.transaction((tx) => stopBulk(tx, stop, ctx.clock.now()));
    return { stopped };
  }),

  /** The last things that were done to many, and how far each has got. */
  bulks: viewer.input(ofWorkflow).query(async ({ ctx, input }) => {
    const rows = await listBulks(ctx.db, input.workflowId);
    return rows.map(({ bulk, by }) => ({
      id: bulk.id,
      kind: bulk.action.kind,
      nodeId: bulk.action.kind === "move" ? bulk.action.nodeId : null,
      total: bulk.total,
      done: bulk.done,
      refused: bulk.refused,
      refusals: Object.entries(bulk.refusals)
        .toSorted(([, a], [, b]) => b - a)
        .map(([code, count]) => ({
          count,
          // Of several people there is no one event to name.
          text:
            code === "act.exit-since"
              ? phrase("an event that ends the workflow happened meanwhile")
              : wordReason(code),
        })),
      by,
      stoppedBy: bulk.stoppedBy,
      createdAt: bulk.createdAt,
      endedAt: bulk.endedAt,
    }));
  }),
};

function named(runs: { id: number; visit: number }[]) {
  const runIds = runs.map(({ id }) => id);
  const visits = runs.map(({ visit }) => visit);
  return { choice: { kind: "list" as const, runIds, visits }, total: runs.length };
}

import { z } from "zod";
import { beginBulk, listBulks, statusesFor, stopBulk } from "#server/store/bulk-actions.ts";
import { findWorkflow } from "#server/store/workflows.ts";
import { phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { filterOf, runAction, runFilter } from "./run-inputs.ts";
import { badRequest, editor, notFound, viewer } from "./trpc.ts";

/** Runs that can be chosen one by one, or found by a search, for one request. */
const RUNS_MAX = 2_000;

const ofWorkflow = z.object({ workflowId: z.number().int() });
const choice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("list"), runIds: z.array(z.number().int()).min(1).max(RUNS_MAX) }),
  z.object({ kind: z.literal("filter"), filter: runFilter }),
]);

/** One thing done to many runs. */
export const bulkProcedures = {
  /** How many runs an action would be tried on. */
  bulkCount: editor
    .input(ofWorkflow.extend({ filter: runFilter, action: runAction }))
    .query(async ({ ctx, input }) => {
      const filter = filterOf(input.workflowId, input.filter);
      const statuses = statusesFor(filter.status, input.action);
      const count = await ctx.reads.countFilteredRuns({ filter, statuses });
      // A search names so few people that their runs are listed.
      return { count: filter.search === "" ? count : Math.min(count, RUNS_MAX) };
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
          const runIds = [...new Set(chosen.runIds)];
          return { choice: { kind: "list" as const, runIds }, total: runIds.length };
        }
        const { search, ...filter } = filterOf(workflowId, chosen.filter);
        const statuses = statusesFor(filter.status, action);
        if (search) {
          const found = { filter: { ...filter, search }, statuses, limit: RUNS_MAX };
          const runIds = await ctx.reads.listFilteredRunIds(found);
          return { choice: { kind: "list" as const, runIds }, total: runIds.length };
        }
        const total = await ctx.reads.countFilteredRuns({ filter, statuses });
        const { workflowId: _, ...where } = filter;
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

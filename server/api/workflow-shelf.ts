import { z } from "zod";
import { archiveWorkflow, tagWorkflow, unarchiveWorkflow } from "#server/store/workflow-shelf.ts";
import { TAG_CHARS_MAX, TAGS_MAX } from "#workflows/tag-limits.ts";
import { loadWorkflow, workflowId } from "./load-workflow.ts";
import { badRequest, editor, notFound } from "./trpc.ts";

/** Free words that the owner sorts workflows by, each once. */
export const tags = z
  .array(z.string().trim().min(1, "A tag needs a word").max(TAG_CHARS_MAX, "At most 40 characters"))
  .max(TAGS_MAX, "At most 20 tags")
  .default([])
  .transform((list) => [...new Set(list)]);

/** Where a workflow stands among the others. */
export const shelf = {
  /** Puts it away. Whoever is inside stays where they are, and nothing is sent. */
  archive: editor.input(workflowId).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => archiveWorkflow(tx, input.id, ctx.clock.now())))) {
      await loadWorkflow(ctx, input.id);
      throw badRequest("This workflow is archived already");
    }
    await ctx.engine.reload();
    return {};
  }),

  /** Brings it back; one that was live is paused. */
  unarchive: editor.input(workflowId).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => unarchiveWorkflow(tx, input.id)))) {
      await loadWorkflow(ctx, input.id);
      throw badRequest("This workflow is not archived");
    }
    await ctx.engine.reload();
    return {};
  }),

  tag: editor.input(workflowId.extend({ tags })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => tagWorkflow(tx, input.id, input.tags))))
      throw notFound("workflow");
    return {};
  }),
};

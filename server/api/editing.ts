import { z } from "zod";
import { forgetEditor, listEditors, noteEditor } from "#server/store/workflow-editors.ts";
import { loadWorkflow, nameOf, workflowId } from "./load-workflow.ts";
import { hasRole, router, viewer } from "./trpc.ts";

const tab = z.string().regex(/^[\da-f]{32}$/);

/** Several people with one workflow open. */
export const editingRouter = router({
  /**
   * Says that a tab is open and looked at, and hears who else is there and how new the draft is. Whoever may only look
   * hears it without being named to the others.
   */
  here: viewer.input(workflowId.extend({ tab })).mutation(async ({ ctx, input }) => {
    const { workflow } = await loadWorkflow(ctx, input.id);
    const where = { workflowId: workflow.id, tab: input.tab };
    const now = ctx.clock.now();
    if (hasRole(ctx.person, "editor"))
      await ctx.db.transaction((tx) => noteEditor(tx, { ...where, userId: ctx.person.id }, now));
    const others = await listEditors(ctx.db, where, now);
    return {
      others: others.map(({ userId, name }) => ({ name, isMe: userId === ctx.person.id })),
      revision: workflow.draftRevision,
      /** Who saved it last; null when a program did, or somebody who left. */
      by: await nameOf(ctx, workflow.draftBy),
      byMe: workflow.draftBy === ctx.person.id,
    };
  }),

  /** Says that a tab is closed, or no longer looked at. */
  gone: viewer.input(workflowId.extend({ tab })).mutation(async ({ ctx, input }) => {
    const editor = { workflowId: input.id, tab: input.tab, userId: ctx.person.id };
    await ctx.db.transaction((tx) => forgetEditor(tx, editor));
    return {};
  }),
});

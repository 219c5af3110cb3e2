import { z } from "zod";
import type { Services } from "#server/services.ts";
import { findVersion } from "#server/store/versions.ts";
import { saveDraft } from "#server/store/workflows.ts";
import type { Graph } from "#workflows/graph.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { loadWorkflow, nameOf, workflowId } from "./load-workflow.ts";
import { editor, hasRole, notFound, router, viewer } from "./trpc.ts";

const VERSIONS_PER_PAGE = 20;
const number = z.number().int().positive();

/** The history of a workflow. */
export const versionsRouter = router({
  list: viewer.input(workflowId.extend({ cursor: number.optional() })).query(async ({ ctx, input }) => {
    const { workflow } = await loadWorkflow(ctx, input.id);
    const page = { workflowId: workflow.id, before: input.cursor ?? null, limit: VERSIONS_PER_PAGE };
    return await ctx.reads.listVersions(page);
  }),

  get: viewer.input(workflowId.extend({ number })).query(async ({ ctx, input }) => {
    const { graph, publishedAt } = await load(ctx, input);
    return { graph: hasRole(ctx.person, "editor") ? graph : withoutSecrets(graph), publishedAt };
  }),

  /**
   * Puts a version into the draft, in place of what was drawn since; `before` is that, for taking it back. Refused with
   * the newest draft's name and revision when somebody else has saved meanwhile.
   */
  bringBack: editor
    .input(workflowId.extend({ number, revision: z.number().int() }))
    .mutation(async ({ ctx, input }) => {
      const { graph } = await load(ctx, input);
      const { workflow } = await loadWorkflow(ctx, input.id);
      const draft = { revision: input.revision, graph, by: ctx.person.id };
      const revision = await ctx.db.transaction((tx) => saveDraft(tx, input.id, draft, ctx.clock.now()));
      if (revision === null)
        return {
          kind: "conflict" as const,
          revision: workflow.draftRevision,
          by: await nameOf(ctx, workflow.draftBy),
        };
      const before: Graph = workflow.draft;
      return { kind: "done" as const, revision, graph, before };
    }),
});

async function load(ctx: Pick<Services, "db">, { id, number }: { id: number; number: number }) {
  const { workflow } = await loadWorkflow(ctx, id);
  const version = await findVersion(ctx.db, { workflowId: workflow.id, number });
  if (!version) throw notFound("version");
  return version;
}

import { z } from "zod";
import type { Services } from "#server/services.ts";
import {
  insertWorkflow,
  removeWorkflow,
  renameWorkflow,
  restoreWorkflow,
  saveDraft,
  switchWorkflow,
} from "#server/store/workflows.ts";
import { findNode } from "#workflows/catalogue.ts";
import { emptyGraph, type Graph, graph, nodeId } from "#workflows/graph.ts";
import { phrase } from "#workflows/phrase.ts";
import { inLanguage } from "#workflows/recipes/in-language.ts";
import { recipes } from "#workflows/recipes/recipes.ts";
import { trial, trialPerson } from "#workflows/trial.ts";
import { validateGraph } from "#workflows/validate.ts";
import { whom } from "#workflows/whom.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { noteFirstStep } from "./first-steps.ts";
import { loadWorkflow, nameOf, workflowId } from "./load-workflow.ts";
import { previewStep } from "./message-preview.ts";
import { countPreview } from "./preview-limit.ts";
import { publishing } from "./publishing.ts";
import { simulateRun } from "./simulate-run.ts";
import {
  demandStartedByHand,
  isStartedByHand,
  profileIds,
  readAdmissions,
  startData,
  startEach,
  startEverybody,
} from "./start-by-hand.ts";
import { badRequest, demandRole, editor, hasRole, notFound, router, viewer } from "./trpc.ts";
import { shelf, tags } from "./workflow-shelf.ts";

const name = z.string().trim().min(1, "Give the workflow a name").max(120);
const id = workflowId;

export const workflowsRouter = router({
  list: viewer.query(async ({ ctx }) => {
    const rows = await ctx.reads.listWorkflows();
    return {
      workflows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        status: row.status,
        activeRuns: row.activeRuns,
        goal: row.goal,
        startsByHand: row.status === "live" && isStartedByHand(row.live),
        triggerType: triggerTypeOf(row.draft),
        updatedAt: row.updatedAt,
        tags: row.tags,
        isArchived: row.archivedAt !== null,
        hasUnpublishedChanges: row.liveRevision !== null && row.liveRevision !== row.draftRevision,
      })),
    };
  }),

  create: editor
    .input(z.object({ name: name.optional(), recipeId: z.string().optional() }))
    .mutation(async ({ ctx, input }) => {
      const recipe = recipes.find((known) => known.id === input.recipeId);
      if (input.recipeId && !recipe) throw notFound("recipe");
      const workflow = {
        name: input.name ?? ctx.say(recipe?.name ?? phrase("New workflow")),
        draft: recipe ? inLanguage(recipe.graph, ctx.engine.live.settings.shop.language) : emptyGraph,
        now: ctx.clock.now(),
      };
      return { id: await ctx.db.transaction((tx) => insertWorkflow(tx, workflow)) };
    }),

  /** An imported workflow lands as a draft; one with steps that this version does not know is refused. */
  importGraph: editor.input(z.object({ name, graph: z.unknown(), tags })).mutation(async ({ ctx, input }) => {
    const parsed = graph.safeParse(input.graph);
    if (!parsed.success) {
      const message = phrase("This file does not hold a workflow");
      return {
        kind: "invalid" as const,
        problems: [{ severity: "error" as const, code: "graph.unreadable", message }],
      };
    }
    const refused = validateGraph(parsed.data).filter((problem) => fatalForImport.has(problem.code));
    if (refused.length > 0) return { kind: "invalid" as const, problems: refused };
    const workflow = { name: input.name, draft: parsed.data, tags: input.tags, now: ctx.clock.now() };
    return { kind: "created" as const, id: await ctx.db.transaction((tx) => insertWorkflow(tx, workflow)) };
  }),

  get: viewer.input(id).query(async ({ ctx, input }) => {
    const { workflow, live } = await loadWorkflow(ctx, input.id);
    const shown = hasRole(ctx.person, "editor") ? (graph: Graph) => graph : withoutSecrets;
    return {
      id: workflow.id,
      name: workflow.name,
      status: workflow.status,
      tags: workflow.tags,
      isArchived: workflow.archivedAt !== null,
      draft: shown(workflow.draft),
      draftRevision: workflow.draftRevision,
      live: live && { number: live.number, graph: shown(live.graph), publishedAt: live.publishedAt },
      hasUnpublishedChanges: live !== null && live.draftRevision !== workflow.draftRevision,
      problems: validateGraph(workflow.draft),
    };
  }),

  rename: editor.input(id.extend({ name })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => renameWorkflow(tx, input.id, input.name, ctx.clock.now())))) {
      throw notFound("workflow");
    }
    return {};
  }),

  saveDraft: editor
    .input(id.extend({ revision: z.number().int(), graph }))
    .mutation(async ({ ctx, input }) => {
      const draft = { ...input, by: ctx.person.id };
      const revision = await ctx.db.transaction((tx) => saveDraft(tx, input.id, draft, ctx.clock.now()));
      if (revision !== null)
        return { kind: "saved" as const, revision, problems: validateGraph(input.graph) };
      const { workflow } = await loadWorkflow(ctx, input.id);
      return {
        kind: "conflict" as const,
        revision: workflow.draftRevision,
        draft: workflow.draft,
        /** Whose draft it is; null when a program saved it, or somebody who left. */
        by: await nameOf(ctx, workflow.draftBy),
        byMe: workflow.draftBy === ctx.person.id,
      };
    }),

  ...publishing,
  ...shelf,

  pause: editor.input(id).mutation(({ ctx, input }) => switchTo(ctx, input.id, "paused")),
  resume: editor.input(id).mutation(({ ctx, input }) => switchTo(ctx, input.id, "live")),

  remove: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => removeWorkflow(tx, input.id, ctx.clock.now()))))
      throw notFound("workflow");
    await ctx.engine.reload();
    return {};
  }),

  restore: editor.input(id).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => restoreWorkflow(tx, input.id)))) throw notFound("workflow");
    await ctx.engine.reload();
    return {};
  }),

  counts: viewer.input(id).query(async ({ ctx, input }) => {
    return await ctx.reads.countRuns(input.id);
  }),

  startByHand: editor
    .input(id.extend({ profileIds, data: startData }))
    .mutation(async ({ ctx, input: { id, profileIds, data } }) => {
      const { workflow, live } = await loadWorkflow(ctx, id);
      demandStartedByHand(workflow, live?.graph ?? null);
      return await startEach(ctx, id, { profileIds, data });
    }),

  startForEverybody: editor
    .input(id.extend({ condition: whom }))
    .mutation(async ({ ctx, input: { id, condition } }) => {
      const { workflow, live } = await loadWorkflow(ctx, id);
      demandStartedByHand(workflow, live?.graph ?? null);
      await startEverybody(ctx, id, condition);
      return {};
    }),

  admissions: viewer.input(id).query(({ ctx, input }) => readAdmissions(ctx, input.id)),

  /** A try with a stored or an invented person; nothing of it is kept. */
  simulate: viewer
    .input(id.extend({ ...trial.shape, graph: z.optional(graph) }))
    .mutation(async ({ ctx, input }) => {
      // Templates of one's own are a program of one's own.
      if (input.graph) demandRole(ctx.person, "editor");
      countPreview(ctx);
      const { workflow } = await loadWorkflow(ctx, input.id);
      await noteFirstStep(ctx, "tried");
      return await simulateRun(ctx, input.id, input.graph ?? workflow.draft, input);
    }),

  /** How somebody would get the message of a step if they were at it now. */
  previewStep: viewer
    .input(id.extend({ nodeId, person: trialPerson, graph: z.optional(graph) }))
    .mutation(async ({ ctx, input }) => {
      // Templates of one's own are a program of one's own.
      if (input.graph) demandRole(ctx.person, "editor");
      countPreview(ctx);
      const { workflow } = await loadWorkflow(ctx, input.id);
      await noteFirstStep(ctx, "looked");
      return await previewStep(ctx, input.id, { ...input, graph: input.graph ?? workflow.draft });
    }),
});

/** What makes an imported graph one that could never run; a half-filled form is mended on the canvas. */
const fatalForImport = new Set(["node.unknown-type", "node.same-id", "edge.nowhere"]);

type Context = Pick<Services, "db" | "engine" | "clock" | "reads">;

async function switchTo(ctx: Context, workflowId: number, to: "live" | "paused") {
  const switched = await ctx.db.transaction((tx) => switchWorkflow(tx, workflowId, to, ctx.clock.now()));
  if (!switched) {
    const { workflow } = await loadWorkflow(ctx, workflowId);
    throw badRequest(
      workflow.archivedAt !== null
        ? "This workflow is archived. Bring it back first"
        : notSwitched[workflow.status],
    );
  }
  await ctx.engine.reload();
  return {};
}

const notSwitched = {
  draft: "This workflow has not been published yet",
  live: "This workflow is running already",
  paused: "This workflow is paused already",
};

function triggerTypeOf(draft: Graph): string | null {
  return draft.nodes.find(({ type }) => findNode(type)?.kind === "trigger")?.type ?? null;
}

import { z } from "zod";
import { keptHere } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { listSecrets } from "#server/store/secrets.ts";
import {
  findWorkflow,
  insertWorkflow,
  publishDraft,
  removeWorkflow,
  renameWorkflow,
  restoreWorkflow,
  saveDraft,
  switchWorkflow,
  type Workflow,
} from "#server/store/workflows.ts";
import { findNode } from "#workflows/catalogue.ts";
import { compileGraph } from "#workflows/compile.ts";
import { emptyGraph, type Graph, graph } from "#workflows/graph.ts";
import { linkProblems } from "#workflows/link-problems.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { productProblems } from "#workflows/product-problems.ts";
import { isRearmed } from "#workflows/rearm.ts";
import { wordReason } from "#workflows/reasons.ts";
import { recipes } from "#workflows/recipes/recipes.ts";
import { secretProblems } from "#workflows/secret-problems.ts";
import { senderProblems } from "#workflows/senders.ts";
import { shopProblems } from "#workflows/shop-problems.ts";
import { isPublishable, type Problem, validateGraph } from "#workflows/validate.ts";
import { whom } from "#workflows/whom.ts";
import { withoutSecrets } from "#workflows/without-secrets.ts";
import { emailProblems } from "./email-problems.ts";
import { previewStep } from "./message-preview.ts";
import { isUnplaced, wordWaiting } from "./people-inside.ts";
import { countPreview } from "./preview-limit.ts";
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

const RUNS_PER_PAGE = 50;
const name = z.string().trim().min(1, "Give the workflow a name").max(120);
const id = z.object({ id: z.number().int() });
/** What happens to the people who are inside when a new version goes live. */
const peopleInside = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stay") }),
  /** By node id; `targets` says where people go whose step is gone: to another one, or out (null). */
  z.object({
    kind: z.literal("move"),
    targets: z.record(z.string().max(64), z.string().max(64).nullable()),
  }),
  z.object({ kind: z.literal("exit") }),
]);

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
        name: input.name ?? recipe?.name ?? "New workflow",
        draft: recipe?.graph ?? emptyGraph,
        now: ctx.clock.now(),
      };
      return { id: await ctx.db.transaction((tx) => insertWorkflow(tx, workflow)) };
    }),

  /** An imported workflow lands as a draft; one with steps that this version does not know is refused. */
  importGraph: editor.input(z.object({ name, graph: z.unknown() })).mutation(async ({ ctx, input }) => {
    const parsed = graph.safeParse(input.graph);
    if (!parsed.success) {
      const message = "This file does not hold a workflow";
      return {
        kind: "invalid" as const,
        problems: [{ severity: "error" as const, code: "graph.unreadable", message }],
      };
    }
    const refused = validateGraph(parsed.data).filter((problem) => fatalForImport.has(problem.code));
    if (refused.length > 0) return { kind: "invalid" as const, problems: refused };
    const workflow = { name: input.name, draft: parsed.data, now: ctx.clock.now() };
    return { kind: "created" as const, id: await ctx.db.transaction((tx) => insertWorkflow(tx, workflow)) };
  }),

  get: viewer.input(id).query(async ({ ctx, input }) => {
    const { workflow, live } = await load(ctx, input.id);
    const shown = hasRole(ctx.person, "editor") ? (graph: Graph) => graph : withoutSecrets;
    return {
      id: workflow.id,
      name: workflow.name,
      status: workflow.status,
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
      const revision = await ctx.db.transaction((tx) => saveDraft(tx, input.id, input, ctx.clock.now()));
      if (revision !== null)
        return { kind: "saved" as const, revision, problems: validateGraph(input.graph) };
      const { workflow } = await load(ctx, input.id);
      return { kind: "conflict" as const, revision: workflow.draftRevision, draft: workflow.draft };
    }),

  publishPreview: viewer.input(id).query(async ({ ctx, input }) => {
    countPreview(ctx);
    const { workflow, live } = await load(ctx, input.id);
    const { draft } = workflow;
    const rearmed = isRearmed(draft, live?.graph ?? null);
    return {
      problems: [
        ...validateGraph(draft),
        ...nameProblems(draft),
        ...productProblems(draft),
        ...linkProblems(draft),
        ...problemsHere(ctx, draft),
        ...(await emailProblems(ctx, draft)),
        ...secretProblems(draft, await secretNames(ctx)),
        ...senderProblems(draft, new Set(ctx.engine.live.settings.senders.identities.map(({ id }) => id))),
      ],
      overdue: rearmed ? await countOverdue(ctx, draft) : 0,
      /** It will look for dates that are to come; those that have passed start nothing. */
      followsDates: rearmed && compileGraph(draft).trigger?.definition.timerOf !== undefined,
      waiting: wordWaiting(await ctx.reads.listWaiting(workflow.id), draft),
    };
  }),

  publish: editor
    .input(
      id.extend({
        revision: z.number().int(),
        includeOverdue: z.boolean(),
        people: peopleInside.default({ kind: "stay" }),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { workflow, live } = await load(ctx, input.id);
      // What is checked here must be what is published below.
      if (workflow.draftRevision !== input.revision) return { kind: "conflict" as const };
      const problems = [
        ...validateGraph(workflow.draft),
        ...nameProblems(workflow.draft),
        ...problemsHere(ctx, workflow.draft),
        ...(await emailProblems(ctx, workflow.draft)),
      ];
      if (!isPublishable(problems)) return { kind: "invalid" as const, problems };
      if (input.people.kind === "move") await checkTargets(ctx, workflow, input.people.targets);
      const rearmed = isRearmed(workflow.draft, live?.graph ?? null);
      const backfill = rearmed
        ? { afterProfileId: 0, includeOverdue: input.includeOverdue, overdue: 0 }
        : ("keep" as const);
      const published = await ctx.db.transaction(function* (tx) {
        const people = input.people.kind === "stay" ? null : moveOf(input.people);
        const publication = {
          revision: input.revision,
          by: ctx.person.id,
          backfill,
          rearms: rearmed,
          people,
        };
        return yield* publishDraft(tx, workflow.id, publication, ctx.clock.now());
      });
      if (!published) return { kind: "conflict" as const };
      await ctx.engine.reload();
      return { kind: "published" as const, number: published.number };
    }),

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
    const [nodes, runs] = await Promise.all([ctx.reads.countByNode(input.id), ctx.reads.countRuns(input.id)]);
    return { nodes, ...runs };
  }),

  startByHand: editor
    .input(id.extend({ profileIds, data: startData }))
    .mutation(async ({ ctx, input: { id, profileIds, data } }) => {
      const { workflow, live } = await load(ctx, id);
      demandStartedByHand(workflow, live?.graph ?? null);
      return await startEach(ctx, id, { profileIds, data });
    }),

  startForEverybody: editor
    .input(id.extend({ condition: whom }))
    .mutation(async ({ ctx, input: { id, condition } }) => {
      const { workflow, live } = await load(ctx, id);
      demandStartedByHand(workflow, live?.graph ?? null);
      await startEverybody(ctx, id, condition);
      return {};
    }),

  admissions: viewer.input(id).query(({ ctx, input }) => readAdmissions(ctx, input.id)),

  simulate: viewer
    .input(id.extend({ profileId: z.number().int(), graph: graph.optional() }))
    .mutation(async ({ ctx, input }) => {
      // Templates of one's own are a program of one's own.
      if (input.graph) demandRole(ctx.person, "editor");
      countPreview(ctx);
      const { workflow } = await load(ctx, input.id);
      return await simulateRun(ctx, input.id, input.graph ?? workflow.draft, input.profileId);
    }),

  /** How somebody would get the message of a step if they were at it now. */
  previewStep: viewer
    .input(id.extend({ nodeId: z.string().max(64), profileId: z.number().int(), graph: graph.optional() }))
    .mutation(async ({ ctx, input }) => {
      // Templates of one's own are a program of one's own.
      if (input.graph) demandRole(ctx.person, "editor");
      countPreview(ctx);
      const { workflow } = await load(ctx, input.id);
      return await previewStep(ctx, input.id, { ...input, graph: input.graph ?? workflow.draft });
    }),

  runs: viewer
    .input(
      id.extend({
        status: z.enum(["active", "finished", "exited", "failed"]).optional(),
        nodeId: z.string().optional(),
        cursor: z.number().int().optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = await ctx.reads.listRuns({
        workflowId: input.id,
        status: input.status ?? null,
        nodeId: input.nodeId ?? null,
        cursor: input.cursor ?? null,
        limit: RUNS_PER_PAGE,
      });
      const runs = page.runs.map(({ endCode, endValues, ...run }) => ({
        ...run,
        endText: endCode && wordReason(endCode, endValues),
      }));
      return { runs, nextCursor: page.nextCursor };
    }),
});

async function secretNames({ db }: Pick<Context, "db">): Promise<ReadonlySet<string>> {
  return new Set((await listSecrets(db)).map(({ name }) => name));
}

function problemsHere({ engine, env }: Pick<Services, "engine" | "env">, draft: Graph): Problem[] {
  const { settings } = engine.live;
  const { topics, shop } = settings;
  return shopProblems(draft, { topics, postalAddress: shop.postalAddress, kept: keptHere(env, settings) });
}

/** A target that the new version does not have would end people's runs as broken. */
async function checkTargets(
  { reads }: Pick<Context, "reads">,
  { id: workflowId, draft }: Workflow,
  targets: Record<string, string | null>,
): Promise<void> {
  const steps = compileGraph(draft).steps;
  const missing = Object.values(targets).find((target) => target !== null && !steps.has(target));
  if (missing !== undefined)
    throw badRequest("A step that people were to be moved to does not exist any more");
  if (isUnplaced(await reads.listWaiting(workflowId), draft, targets))
    throw badRequest("People are at a step that the new version does not have. Choose where they go");
}

function moveOf(people: { kind: "move"; targets: Record<string, string | null> } | { kind: "exit" }) {
  return people.kind === "exit" ? { targets: {}, exit: true } : { targets: people.targets, exit: false };
}

/** What makes an imported graph one that could never run; a half-filled form is mended on the canvas. */
const fatalForImport = new Set(["node.unknown-type", "node.same-id", "edge.nowhere"]);

type Context = Pick<Services, "db" | "engine" | "clock" | "reads">;

async function load(ctx: Pick<Context, "db">, workflowId: number) {
  const found = await findWorkflow(ctx.db, workflowId);
  if (!found) throw notFound("workflow");
  return found;
}

async function switchTo(ctx: Context, workflowId: number, to: "live" | "paused") {
  const switched = await ctx.db.transaction((tx) => switchWorkflow(tx, workflowId, to, ctx.clock.now()));
  if (!switched) {
    const { workflow } = await load(ctx, workflowId);
    throw badRequest(notSwitched[workflow.status]);
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

/** How many people the trigger would start for at once, because they are overdue already. */
async function countOverdue(ctx: Context, draft: Graph): Promise<number> {
  const { trigger } = compileGraph(draft);
  const rule = trigger?.definition.backfill?.(trigger.config);
  if (!rule) return 0;
  const now = ctx.clock.now();
  // How long before now an event must lie for its timer to be due now.
  const span = rule.dueAt(now, ctx.engine.live.settings.shop.timezone) - now;
  return await ctx.reads.countQuietSince({ event: rule.event, before: now - span });
}

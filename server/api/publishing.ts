import { z } from "zod";
import { keptHere } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { listSecrets } from "#server/store/secrets.ts";
import { publishDraft, type Workflow } from "#server/store/workflows.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import { linkProblems } from "#workflows/link-problems.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { productProblems } from "#workflows/product-problems.ts";
import { isRearmed } from "#workflows/rearm.ts";
import { secretProblems } from "#workflows/secret-problems.ts";
import { senderProblems } from "#workflows/senders.ts";
import { shopProblems } from "#workflows/shop-problems.ts";
import { isPublishable, type Problem, validateGraph } from "#workflows/validate.ts";
import { emailProblems } from "./email-problems.ts";
import { loadWorkflow, workflowId } from "./load-workflow.ts";
import { isUnplaced, wordWaiting } from "./people-inside.ts";
import { countPreview } from "./preview-limit.ts";
import { countOverdue, readReach } from "./reach.ts";
import { badRequest, editor, viewer } from "./trpc.ts";

const id = workflowId;
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

/** What stands between a draft and customers. */
export const publishing = {
  publishPreview: viewer.input(id).query(async ({ ctx, input }) => {
    countPreview(ctx);
    const { workflow, live } = await loadWorkflow(ctx, input.id);
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

  /** How many people the draft's trigger would reach; it takes a moment where there are many. */
  reach: viewer.input(id).query(async ({ ctx, input }) => {
    countPreview(ctx);
    const { workflow } = await loadWorkflow(ctx, input.id);
    return await readReach(ctx, workflow.draft);
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
      const { workflow, live } = await loadWorkflow(ctx, input.id);
      if (workflow.archivedAt !== null) throw badRequest("This workflow is archived. Bring it back first");
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
};

function problemsHere({ engine, env }: Pick<Services, "engine" | "env">, draft: Graph): Problem[] {
  const { settings } = engine.live;
  const { topics, shop } = settings;
  return shopProblems(draft, { topics, postalAddress: shop.postalAddress, kept: keptHere(env, settings) });
}

async function secretNames({ db }: Pick<Context, "db">): Promise<ReadonlySet<string>> {
  return new Set((await listSecrets(db)).map(({ name }) => name));
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

type Context = Pick<Services, "db" | "engine" | "clock" | "reads">;

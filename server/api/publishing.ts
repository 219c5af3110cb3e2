import { z } from "zod";
import type { Services } from "#server/services.ts";
import { publishDraft, type Workflow } from "#server/store/workflows.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { PeopleAnswers } from "#workflows/people-inside.ts";
import { isRearmed } from "#workflows/rearm.ts";
import { isPublishable } from "#workflows/validate.ts";
import { loadWorkflow, workflowId } from "./load-workflow.ts";
import { isEverybodyStaying, isUnplaced, peopleInside, wordWaiting } from "./people-inside.ts";
import { countPreview } from "./preview-limit.ts";
import { hindrancesOf, problemsOf } from "./publish-problems.ts";
import { countOverdue, readReach } from "./reach.ts";
import { badRequest, editor, viewer } from "./trpc.ts";

const id = workflowId;

/** What stands between a draft and customers. */
export const publishing = {
  publishPreview: viewer.input(id).query(async ({ ctx, input }) => {
    countPreview(ctx);
    const { workflow, live } = await loadWorkflow(ctx, input.id);
    const { draft } = workflow;
    const rearmed = isRearmed(draft, live?.graph ?? null);
    return {
      problems: await problemsOf(ctx, draft),
      overdue: rearmed ? await countOverdue(ctx, draft) : 0,
      /** It will look for dates that are to come; those that have passed start nothing. */
      followsDates: rearmed && compileGraph(draft).trigger?.definition.timerOf !== undefined,
      isPaused: workflow.status === "paused",
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
        people: peopleInside.default({ kind: "stay", answers: {}, targets: {} }),
        /** A paused workflow stays so unless this says otherwise. */
        resume: z.boolean().default(false),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { workflow, live } = await loadWorkflow(ctx, input.id);
      if (workflow.archivedAt !== null) throw badRequest("This workflow is archived. Bring it back first");
      // What is checked here must be what is published below.
      if (workflow.draftRevision !== input.revision) return { kind: "conflict" as const };
      const problems = await hindrancesOf(ctx, workflow.draft);
      if (!isPublishable(problems)) return { kind: "invalid" as const, problems };
      const people = isEverybodyStaying(input.people) ? null : input.people;
      if (people) await checkTargets(ctx, workflow, people);
      const rearmed = isRearmed(workflow.draft, live?.graph ?? null);
      const backfill = rearmed
        ? { afterProfileId: 0, includeOverdue: input.includeOverdue, overdue: 0 }
        : ("keep" as const);
      const published = await ctx.db.transaction(function* (tx) {
        const publication = {
          revision: input.revision,
          by: ctx.person.id,
          backfill,
          rearms: rearmed,
          people,
          resume: input.resume,
        };
        return yield* publishDraft(tx, workflow.id, publication, ctx.clock.now());
      });
      if (!published) return { kind: "conflict" as const };
      await ctx.engine.reload();
      const { number, status } = published;
      return { kind: "published" as const, number, status };
    }),
};

/** A target that the new version does not have would end people's runs as broken. */
async function checkTargets(
  { reads }: Pick<Context, "reads">,
  { id: workflowId, draft }: Workflow,
  people: PeopleAnswers,
): Promise<void> {
  const steps = compileGraph(draft).steps;
  const missing = Object.values(people.targets).find((target) => target !== null && !steps.has(target));
  if (missing !== undefined)
    throw badRequest("A step that people were to be moved to does not exist any more");
  if (isUnplaced(await reads.listWaiting(workflowId), draft, people))
    throw badRequest("People are at a step that the new version does not have. Choose where they go");
}

type Context = Pick<Services, "db" | "engine" | "clock" | "reads">;

import { z } from "zod";
import type { Services } from "#server/services.ts";
import { lifecycleChoice, lifecycleThresholds, thresholdsOf } from "#server/store/lifecycle-settings.ts";
import { writeSetting } from "#server/store/settings.ts";
import { lifecycleStages, thresholdsFor } from "#workflows/lifecycle.ts";
import { owner, router, viewer } from "./trpc.ts";

const PEOPLE_PER_PAGE = 50;

/** In a large shop everybody's orders take seconds to go through. */
function cycleOf({ keptNumbers, reads }: Pick<Services, "keptNumbers" | "reads">, event: string) {
  return keptNumbers.read(JSON.stringify(["cycle", event]), () => reads.readBuyingCycle({ event }));
}

/** Where people are in their life with the shop. */
export const lifecycleRouter = router({
  /** The settings, what the shop's own cycle suggests, and how many people are in each stage now. */
  get: viewer.query(async ({ ctx }) => {
    const { lifecycle, lifecycleWalk } = ctx.engine.live.settings;
    const [cycle, counts] = await Promise.all([cycleOf(ctx, lifecycle.event), ctx.reads.countStages()]);
    return {
      event: lifecycle.event,
      /** The owner's own; null when the shop's cycle is followed. */
      own: lifecycle.thresholds,
      inUse: thresholdsOf(lifecycle),
      cycle,
      suggested: thresholdsFor(cycle.medianGapDays),
      counts,
      /** Not everybody has been looked at since the settings changed. */
      isWorkedOut: lifecycleWalk.afterProfileId === null,
    };
  }),

  /** How many people are in each stage, without a look at the cycle. */
  counts: viewer.query(({ ctx }) => ctx.reads.countStages()),

  /** What would change for everybody, before it is saved. */
  preview: viewer
    .input(lifecycleChoice.extend({ thresholds: lifecycleThresholds.nullable() }))
    .query(async ({ ctx, input: { event, thresholds } }) => {
      const cycle = await cycleOf(ctx, event);
      const wanted = thresholds ?? thresholdsFor(cycle.medianGapDays);
      // Who would move follows from where people are, too.
      const { lifecycle, lifecycleWalk } = ctx.engine.live.settings;
      const question = ["stages", event, wanted, lifecycle, lifecycleWalk.afterProfileId === null];
      const under = await ctx.keptNumbers.read(JSON.stringify(question), () =>
        ctx.reads.readStagesUnder({ event, thresholds: wanted, now: ctx.clock.now() }),
      );
      return { ...under, cycle, thresholds: wanted };
    }),

  /** Everybody is looked at anew by what is saved, a few at a time; no workflow starts by that. */
  save: owner.input(lifecycleChoice).mutation(async ({ ctx, input }) => {
    const { medianGapDays } = await ctx.reads.readBuyingCycle({ event: input.event });
    await ctx.db.transaction(function* (tx) {
      yield* writeSetting(tx, "lifecycle", { ...input, medianGapDays });
      yield* writeSetting(tx, "lifecycleWalk", { afterProfileId: 0 });
    });
    await ctx.engine.reload();
    return {};
  }),

  /** The people of some stages; `since`: only those whose stage began then or later. */
  people: viewer
    .input(
      z.object({
        stages: z.array(z.enum(lifecycleStages)).min(1),
        since: z.number().int().optional(),
        cursor: z.number().int().optional(),
      }),
    )
    .query(async ({ ctx, input: { stages, since, cursor } }) => {
      const { people, next } = await ctx.reads.listStagePeople({
        ...{ stages, afterProfileId: cursor ?? 0, limit: PEOPLE_PER_PAGE },
        ...(since !== undefined && { since }),
      });
      return { people, nextCursor: next, now: ctx.clock.now() };
    }),
});

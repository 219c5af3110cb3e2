import { z } from "zod";
import { isNoted } from "./noted.ts";
import { router, viewer } from "./trpc.ts";

const DAY_MS = 24 * 3_600_000;
/** Orders of so many days are looked at. */
const PERIOD_DAYS = 30;

/** What came of what was sent. */
export const resultsRouter = router({
  /** The orders that followed on messages of a workflow, with the spans that were looked at. */
  orders: viewer.input(z.object({ workflowId: z.number().int() })).query(async ({ ctx, input }) => {
    const { tracking, shop } = ctx.engine.live.settings;
    const results = await ctx.reads.readOrdersAfterMessages({
      workflowId: input.workflowId,
      since: ctx.clock.now() - PERIOD_DAYS * DAY_MS,
      windowMs: tracking.orderDays * DAY_MS,
      currency: shop.currency,
    });
    return {
      ...results,
      currency: shop.currency,
      orderDays: tracking.orderDays,
      periodDays: PERIOD_DAYS,
      /** Clicks are noted: without that, none is known. */
      tracks: tracking.on,
    };
  }),

  /** What each step of a workflow sent, and what came of it. */
  steps: viewer.input(z.object({ workflowId: z.number().int() })).query(async ({ ctx, input }) => {
    const { engine, reads } = ctx;
    const { steps, partial } = await reads.readStepFigures({ workflowId: input.workflowId });
    const version = engine.live.currentVersion(input.workflowId);
    const isOn = version?.graph.settings.tracking !== "off";
    return {
      partial,
      steps: steps.map((step) => ({
        ...step,
        /** Opens and clicks are noted now; what was noted before is counted all the same. */
        noted: isOn && isNoted(ctx, step.channel),
      })),
    };
  }),
});

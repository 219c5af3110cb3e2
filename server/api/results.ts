import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { weekStartOf } from "#server/store/settings.ts";
import { isNoted } from "./noted.ts";
import { router, viewer } from "./trpc.ts";

const DAY_MS = 24 * 3_600_000;
/** Orders of so many days are looked at. */
const PERIOD_DAYS = 30;
const RESULT_DAYS_MAX = 730;

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

  /** What became of everybody who entered a workflow in the last days, today included. */
  workflow: viewer
    .input(
      z.object({
        workflowId: z.number().int(),
        days: z.number().int().min(1).max(RESULT_DAYS_MAX),
        period: z.enum(["day", "week"]),
      }),
    )
    .query(async ({ ctx, input: { workflowId, days, period } }) => {
      const { tracking, shop } = ctx.engine.live.settings;
      const now = ctx.clock.now();
      const version = ctx.engine.live.currentVersion(workflowId);
      const goal = version?.graph.settings;
      const hasGoal = goal !== undefined && goal.goalEvent !== "";
      const holdoutDays = hasGoal ? goal.goalDays : tracking.orderDays;
      const from = firstDayAt(now, days, shop.timezone);
      const results = await ctx.reads.readWorkflowResults({
        ...{ workflowId, from, until: now + 1, now, period, zone: shop.timezone },
        ...{ weekStart: weekStartOf(shop), currency: shop.currency },
        ...{ orderWindowMs: tracking.orderDays * DAY_MS, holdoutWindowMs: holdoutDays * DAY_MS },
      });
      return {
        ...results,
        ...{ from, now, zone: shop.timezone, currency: shop.currency },
        goalEvent: hasGoal ? goal.goalEvent : null,
        orderDays: tracking.orderDays,
        holdoutDays,
        tracks: tracking.on && version?.graph.settings.tracking !== "off",
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

/** When the first of so many days begins in a zone, of which today is the last. */
function firstDayAt(now: number, days: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return today.subtract({ days: days - 1 }).toZonedDateTime(zone).epochMilliseconds;
}

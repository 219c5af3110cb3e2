import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { hasMailService } from "#server/engine/send-job.ts";
import type { WeekWanted } from "#server/results/week.ts";
import type { Services } from "#server/services.ts";
import { listApiKeys } from "#server/store/api-keys.ts";
import { thresholdsOf } from "#server/store/lifecycle-settings.ts";
import { showMessage } from "./messages.ts";
import { router, viewer } from "./trpc.ts";

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;
const RECENT_MESSAGES = 6;

const PEOPLE_PER_PAGE = 50;

export const overviewRouter = router({
  /** The last seven days beside the seven before: who came, who is slipping away, and what workflows brought back. */
  week: viewer.query(async ({ ctx }) => {
    const wanted = weekOf(ctx);
    const { lifecycle, shop, tracking } = ctx.engine.live.settings;
    return {
      ...(await ctx.reads.readWeek(wanted)),
      at: wanted.now,
      event: lifecycle.event,
      atRiskDays: wanted.atRiskDays,
      currency: shop.currency,
      orderDays: tracking.orderDays,
    };
  }),

  /** The people behind a figure of the week. */
  weekPeople: viewer
    .input(
      z.object({
        figure: z.enum(["came", "slipped", "converted", "ordered"]),
        /** When the week was read, so that the people are those who were counted. */
        at: z.number().int(),
        weeksAgo: z.union([z.literal(0), z.literal(1)]),
        cursor: z.number().int().optional(),
      }),
    )
    .query(async ({ ctx, input: { figure, at, weeksAgo, cursor } }) => {
      const { people, next } = await ctx.reads.listWeekPeople({
        ...{ ...weekOf(ctx), now: Math.min(at, ctx.clock.now()), figure, weeksAgo },
        ...{ afterProfileId: cursor ?? 0, limit: PEOPLE_PER_PAGE },
      });
      return { people, nextCursor: next };
    }),

  get: viewer.query(async ({ ctx }) => {
    const { shop, sendingOff, firstSteps } = ctx.engine.live.settings;
    const now = ctx.clock.now();
    const [totals, sentWeek, recent] = await Promise.all([
      ctx.reads.readTotals(startOfDay(now, shop.timezone)),
      ctx.reads.countSentSince(now - WEEK_MS),
      ctx.reads.listMessages({ status: null, channel: null, cursor: null, limit: RECENT_MESSAGES }),
    ]);
    return {
      shopName: shop.shopName,
      ...totals,
      hasApiKey: (await listApiKeys(ctx.db)).length > 0,
      sentWeek,
      firstSteps,
      sampleShop: (await ctx.sampleShop.state()).state,
      captured: !hasMailService(ctx.env, ctx.engine.live.settings),
      recent: recent.messages.map((found) => showMessage(found, sendingOff)),
    };
  }),
});

function startOfDay(now: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds;
}

/** What the week is read by. */
function weekOf({ engine, clock }: Pick<Services, "engine" | "clock">): WeekWanted {
  const { shop, tracking, lifecycle, retention } = engine.live.settings;
  return {
    now: clock.now(),
    currency: shop.currency,
    orderWindowMs: tracking.orderDays * DAY_MS,
    event: lifecycle.event,
    atRiskDays: thresholdsOf(lifecycle).atRiskDays,
    arePruned: retention.eventDays > 0,
  };
}

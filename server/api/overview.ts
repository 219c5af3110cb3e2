import { Temporal } from "temporal-polyfill";
import { hasMailService } from "#server/engine/send-job.ts";
import { listApiKeys } from "#server/store/api-keys.ts";
import { showMessage } from "./messages.ts";
import { router, viewer } from "./trpc.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const RECENT_MESSAGES = 6;

export const overviewRouter = router({
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

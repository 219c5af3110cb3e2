import { inArray } from "drizzle-orm";
import { z } from "zod";
import type { Behind, RfmSettings } from "#server/analytics/types.ts";
import type { Services } from "#server/services.ts";
import { weekStartOf } from "#server/store/settings.ts";
import {
  asked,
  behind,
  daysOf,
  eachDayOf,
  endOf,
  type Here,
  periodsOf,
  refuseLargeTable,
  scopeOf,
} from "./retention-asked.ts";
import { saveGroup } from "./save-group.ts";
import { editor, router, viewer } from "./trpc.ts";

const PEOPLE_PER_PAGE = 50;
const NAME_MAX_CHARS = 60;

/** The numbers that retention lives on, the people behind them, and segments made of these people. */
export const retentionRouter = router({
  cohorts: viewer
    .input(asked.cohorts)
    .query(({ ctx, input }) => answer(ctx, input, "cohorts", ctx.reads.readCohorts)),
  lifecycle: viewer
    .input(asked.lifecycle)
    .query(({ ctx, input }) => answer(ctx, input, "lifecycle", ctx.reads.readLifecycle)),
  active: viewer
    .input(asked.active)
    .query(({ ctx, input }) => answer(ctx, input, "active", ctx.reads.readActive)),
  churn: viewer
    .input(asked.churn)
    .query(({ ctx, input }) => answer(ctx, input, "churn", ctx.reads.readChurn)),
  repeat: viewer
    .input(asked.repeat)
    .query(({ ctx, input }) => answer(ctx, input, "repeat", ctx.reads.readRepeat)),
  gaps: viewer.input(asked.gaps).query(({ ctx, input }) => answer(ctx, input, "gaps", ctx.reads.readGaps)),
  funnel: viewer
    .input(asked.funnel)
    .query(({ ctx, input }) => answer(ctx, input, "funnel", ctx.reads.readFunnel)),
  revenue: viewer
    .input(asked.revenue)
    .query(({ ctx, input }) => answer(ctx, input, "revenue", ctx.reads.readRevenue)),
  clv: viewer.input(asked.clv).query(({ ctx, input }) => answer(ctx, input, "clv", ctx.reads.readClv)),
  rfm: viewer.input(asked.rfm).query(({ ctx, input }) => answer(ctx, input, "rfm", ctx.reads.readRfm)),

  /** Who was counted, in the order of their ids. */
  people: viewer
    .input(z.object({ behind, cursor: z.number().int().min(0).optional() }))
    .query(async ({ ctx, input }) => {
      const { profileIds, next } = await ctx.reads.peopleBehind({
        ...behindOf(input.behind, hereOf(ctx)),
        after: input.cursor ?? 0,
        limit: PEOPLE_PER_PAGE,
      });
      return { people: await namesOf(ctx, profileIds), nextCursor: next };
    }),

  /** Makes a segment of the people behind a number, as they are now. */
  saveSegment: editor
    .input(
      z.object({ behind, name: z.string().trim().min(1, "Give the segment a name").max(NAME_MAX_CHARS) }),
    )
    .mutation(({ ctx, input }) => {
      const group = behindOf(input.behind, hereOf(ctx));
      return saveGroup(ctx, {
        name: input.name,
        by: ctx.person.name,
        people: (after, limit) => ctx.reads.peopleBehind({ ...group, after, limit }),
      });
    }),
});

type Context = Pick<Services, "clock" | "db" | "engine" | "keptNumbers">;

type Asked = { [M in keyof typeof asked]: z.infer<(typeof asked)[M]> };
type SettingsOf = { [B in Behind as B["metric"]]: B["settings"] };

/** What each metric is asked with, in the words of the analytics. Throws where a span is none, or too long. */
const settingsOf: { [M in keyof Asked]: (input: Asked[M], here: Here) => SettingsOf[M] } = {
  cohorts: (input, here) => {
    const { start, returning, mode, clock, windows, brackets } = input;
    const periods = periodsOf(input, here);
    refuseLargeTable(periods, mode === "bracket" ? (brackets?.length ?? 0) : windows);
    return { ...periods, start, returning, mode, clock, windows, brackets };
  },
  lifecycle: (input, here) => ({ ...periodsOf(input, here), event: input.event }),
  active: (input, here) => ({ ...eachDayOf(input, here), event: input.event }),
  churn: (input, here) => ({ ...periodsOf(input, here), rule: input.rule }),
  repeat: (input, here) => ({ ...periodsOf(input, here), secondDays: input.secondDays }),
  gaps: daysOf,
  funnel: (input, here) => ({ ...daysOf(input, here), steps: input.steps, windowMs: input.windowMs }),
  revenue: periodsOf,
  clv: periodsOf,
  rfm: (input, here): RfmSettings => {
    const scope = scopeOf(input, here);
    // Its last moment: what came with a date alone stands at the very beginning of its day, so of the next one too.
    const last = input.day === null ? scope.now : endOf(input.day, scope.zone) - 1;
    return { ...scope, asOf: Math.min(last, scope.now) };
  },
};

/** The numbers, with the moment, the shop's zone and currency and the beginning of weeks that they are of. */
async function answer<M extends keyof Asked, Result>(
  ctx: Context,
  input: Asked[M],
  metric: M,
  read: (settings: SettingsOf[M]) => Promise<Result>,
) {
  const { currency } = ctx.engine.live.settings.shop;
  const { zone, weekStart } = hereOf(ctx);
  const count = async () => {
    const settings = settingsOf[metric](input, { ...hereOf(ctx), zone, weekStart });
    const result = await read(settings);
    return { at: settings.now, zone, weekStart: settings.weekStart, currency, result };
  };
  if (input.at !== undefined) return await count();
  return await ctx.keptNumbers.read(JSON.stringify([metric, input, zone, weekStart, currency]), count);
}

function hereOf({ clock, engine }: Pick<Context, "clock" | "engine">): Here {
  const { shop } = engine.live.settings;
  return { zone: shop.timezone, weekStart: weekStartOf(shop), now: clock.now() };
}

function behindOf(group: z.infer<typeof behind>, here: Here): Behind {
  switch (group.metric) {
    case "cohorts":
      return { metric: "cohorts", settings: settingsOf.cohorts(group.asked, here), cell: group.cell };
    case "lifecycle":
      return { metric: "lifecycle", settings: settingsOf.lifecycle(group.asked, here), cell: group.cell };
    case "active":
      return { metric: "active", settings: settingsOf.active(group.asked, here), cell: group.cell };
    case "churn":
      return { metric: "churn", settings: settingsOf.churn(group.asked, here), cell: group.cell };
    case "repeat":
      return { metric: "repeat", settings: settingsOf.repeat(group.asked, here), cell: group.cell };
    case "gaps":
      return { metric: "gaps", settings: settingsOf.gaps(group.asked, here), cell: group.cell };
    case "funnel":
      return { metric: "funnel", settings: settingsOf.funnel(group.asked, here), cell: group.cell };
    case "revenue":
      return { metric: "revenue", settings: settingsOf.revenue(group.asked, here), cell: group.cell };
    case "clv":
      return { metric: "clv", settings: settingsOf.clv(group.asked, here), cell: group.cell };
    case "rfm":
      return { metric: "rfm", settings: settingsOf.rfm(group.asked, here), cell: group.cell };
  }
}

/** In the order of the ids; whoever was erased meanwhile is left out. */
async function namesOf({ db }: Pick<Context, "db">, profileIds: number[]) {
  if (profileIds.length === 0) return [];
  const { profiles } = db.tables;
  return await db.query
    .select({
      id: profiles.id,
      name: profiles.name,
      email: profiles.email,
      externalId: profiles.externalId,
      isSample: profiles.isSample,
    })
    .from(profiles)
    .where(inArray(profiles.id, profileIds))
    .orderBy(profiles.id);
}

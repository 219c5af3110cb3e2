import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { PeriodList } from "#server/analytics/calendar.ts";
import type { Period, Periods, Scope, WeekStart } from "#server/analytics/types.ts";
import { phrase } from "#workflows/phrase.ts";
import { badRequest } from "./trpc.ts";

/** More points than this no chart shows; a longer period says more. */
const PERIODS_MAX = 400;
/** Years that are looked at by days: ten, with their leap days. */
const DAYS_MAX = 3_653;
const PERIOD_DAYS: Record<Period, number> = { day: 1, week: 7, month: 28 };
const EVENT_NAME_MAX = 200;
const WINDOWS_MAX = 400;
const BRACKETS_MAX = 20;
/** Of a table of cohorts; more nobody reads, and several such answers are kept in memory. */
const CELLS_MAX = 30_000;
const DAY_MS = 86_400_000;
const FUNNEL_WINDOW_MAX_DAYS = 365;
/** Longer ago than this nobody has come back for. */
const LIMIT_DAYS_MAX = 3_650;

const event = z.string().min(1).max(EVENT_NAME_MAX);
const date = z.iso.date();
/** The beginning of a period, as the answer had it. */
const start = z.number().int();
const place = z.number().int().min(0).max(WINDOWS_MAX);
const cuts = z.array(z.number()).max(10);
const score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).nullable();

/** The last periods, the one that is not over included, or whole days of the shop's zone, both included. */
const span = z.union([
  z.object({ last: z.number().int().min(1).max(DAYS_MAX) }),
  z.object({ from: date, to: date }),
]);

const scope = z.object({
  segmentId: z.number().int().optional(),
  /** Without it, that of the shop. */
  weekStart: z.union([z.literal(1), z.literal(7)]).optional(),
  /** The moment that numbers were read at: with it, they are the same again, and the people behind them theirs. */
  at: z.number().int().optional(),
});
const days = scope.extend({ span });
const periods = days.extend({ period: z.enum(["day", "week", "month"]) });

/** What each metric is asked with. */
export const asked = {
  cohorts: periods.extend({
    start: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("first-event") }),
      z.object({ kind: z.literal("created") }),
      z.object({ kind: z.literal("event"), event }),
    ]),
    returning: event.nullable(),
    mode: z.enum(["n-day", "rolling", "bracket"]),
    clock: z.enum(["elapsed", "calendar"]),
    windows: z.number().int().min(1).max(WINDOWS_MAX),
    brackets: z
      .array(
        z
          .object({
            first: z.number().int().min(0).max(WINDOWS_MAX),
            last: z.number().int().max(WINDOWS_MAX),
          })
          .refine(({ first, last }) => first <= last),
      )
      .max(BRACKETS_MAX)
      .optional(),
  }),
  lifecycle: periods.extend({ event: event.nullable() }),
  active: days.extend({ event: event.nullable() }),
  churn: periods.extend({
    rule: z.object({
      minDays: z.number().int().min(1).max(LIMIT_DAYS_MAX),
      gapFactor: z.number().min(0).max(100),
    }),
  }),
  repeat: periods.extend({ secondDays: z.number().int().min(1).max(LIMIT_DAYS_MAX) }),
  gaps: days,
  funnel: days.extend({
    steps: z.array(event).min(2).max(10),
    windowMs: z
      .number()
      .int()
      .min(60_000)
      .max(FUNNEL_WINDOW_MAX_DAYS * DAY_MS),
  }),
  revenue: periods,
  clv: periods,
  rfm: scope.extend({
    /** The last day that counts; null: now. */
    day: date.nullable(),
  }),
};

/** The group of people behind one number, as `Behind` has it. */
export const behind = z.discriminatedUnion("metric", [
  z.object({
    metric: z.literal("cohorts"),
    asked: asked.cohorts,
    cell: z.object({ cohort: start.nullable(), column: place.nullable(), returned: z.boolean() }),
  }),
  z.object({
    metric: z.literal("lifecycle"),
    asked: asked.lifecycle,
    cell: z.object({ period: start, state: z.enum(["new", "current", "resurrected", "dormant"]) }),
  }),
  z.object({
    metric: z.literal("active"),
    asked: asked.active,
    cell: z.object({ day: start, span: z.enum(["day", "week", "month"]) }),
  }),
  z.object({
    metric: z.literal("churn"),
    asked: asked.churn,
    cell: z.object({ period: start, lost: z.boolean(), lostAfterMs: z.number().min(0) }),
  }),
  z.object({
    metric: z.literal("repeat"),
    asked: asked.repeat,
    cell: z.object({
      period: start.nullable(),
      of: z.enum(["buyers", "repeaters", "firstBuyers", "orderedAgain"]),
    }),
  }),
  z.object({ metric: z.literal("gaps"), asked: asked.gaps, cell: z.object({ bin: place.nullable() }) }),
  z.object({
    metric: z.literal("funnel"),
    asked: asked.funnel,
    cell: z.object({ step: place, who: z.enum(["reached", "stopped", "under-way"]) }),
  }),
  z.object({
    metric: z.literal("revenue"),
    asked: asked.revenue,
    cell: z.object({ period: start.nullable(), of: z.enum(["buyers", "refunded"]) }),
  }),
  z.object({ metric: z.literal("clv"), asked: asked.clv, cell: z.object({ cohort: start.nullable() }) }),
  z.object({
    metric: z.literal("rfm"),
    asked: asked.rfm,
    cell: z.object({
      recency: score,
      frequency: score,
      monetary: score,
      cuts: z.object({ recency: cuts, frequency: cuts, monetary: cuts }),
    }),
  }),
]);

/** The shop's days and weeks, and the present. */
export interface Here {
  zone: string;
  weekStart: WeekStart;
  now: number;
}

export function scopeOf(
  { segmentId, weekStart, at }: z.infer<typeof scope>,
  { zone, weekStart: usual, now }: Here,
): Scope {
  // What is asked for later than now would count what is not known yet.
  return { zone, weekStart: weekStart ?? usual, segmentId, now: Math.min(at ?? now, now) };
}

/** Each day from then until then. Throws when the span is none, or has too many days. */
export function eachDayOf(input: z.infer<typeof days>, here: Here): Scope & { from: number; to: number } {
  return { ...scopeOf(input, here), ...spanOf(input, "day", PERIODS_MAX, here) };
}

/** All days from then until then as one. Throws when the span is none, or too long. */
export function daysOf(input: z.infer<typeof days>, here: Here): Scope & { from: number; to: number } {
  return { ...scopeOf(input, here), ...spanOf(input, "day", DAYS_MAX, here) };
}

/** Throws when the span is none, or has too many periods. */
export function periodsOf(input: z.infer<typeof periods>, here: Here): Periods {
  const { period } = input;
  return { ...scopeOf(input, here), period, ...spanOf(input, period, PERIODS_MAX, here) };
}

/** Throws when a table of so many columns for each of the periods could not be shown. */
export function refuseLargeTable(periods: Periods, columns: number): void {
  if (new PeriodList(periods).bounds.length * columns > CELLS_MAX)
    throw badRequest(
      phrase("At most {most} cells can be shown at once. Choose fewer windows, or less time", {
        most: CELLS_MAX,
      }),
    );
}

/** From when until when, the end not included. */
function spanOf(input: z.infer<typeof days>, period: Period, most: number, { zone, now }: Here) {
  const asOf = Math.min(input.at ?? now, now);
  const { span } = input;
  if ("last" in span) {
    if (span.last > most) throw tooMany(most);
    const present = Temporal.Instant.fromEpochMilliseconds(asOf).toZonedDateTimeISO(zone);
    const from = present.subtract({ [`${period}s`]: span.last - 1 });
    // Only the day counts: an hour later or earlier by a clock change may be in another one.
    return { from: from.startOfDay().epochMilliseconds, to: asOf + 1 };
  }
  const from = startOf(span.from, zone);
  const to = endOf(span.to, zone);
  if (to <= from) throw badRequest(phrase("The last day is before the first one"));
  if ((to - from) / (PERIOD_DAYS[period] * DAY_MS) > most + 1) throw tooMany(most);
  return { from, to };
}

/** The moment at which a day of the zone is over. */
export function endOf(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

function startOf(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

function tooMany(most: number) {
  return badRequest(
    phrase("At most {most} periods can be shown at once. Choose longer ones, or less time", { most }),
  );
}

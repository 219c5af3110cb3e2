import type { Counted, Part, PeriodBounds, Periods, Scope } from "./types.ts";

/** What the metrics of orders are asked for and answer with; moments and money are those of `types.ts`. */

export interface ChurnRule {
  /** Lost is who has not ordered for the longer one of so many days … */
  minDays: number;
  /** … and so many times the median time between two orders. */
  gapFactor: number;
}

export const DEFAULT_CHURN_RULE: ChurnRule = { minDays: 90, gapFactor: 3 };

export interface ChurnSettings extends Periods {
  rule: ChurnRule;
}

export interface ChurnPeriod extends PeriodBounds {
  /** Had ordered before it began and were not lost by then. */
  customers: number;
  /** Those of them who were lost during it. */
  lost: number;
}

export interface Churn extends Counted {
  periods: ChurnPeriod[];
  /** What the rule comes to; the median is null while nobody has ordered twice. */
  lostAfterMs: number;
  medianGapMs: number | null;
}

export interface ChurnPeople {
  period: number;
  lost: boolean;
  /** What the rule came to. */
  lostAfterMs: number;
}

export interface RepeatSettings extends Periods {
  /** A second order counts within so many days of the first. */
  secondDays: number;
}

export const SECOND_ORDER_DAYS = 90;

export interface RepeatPeriod extends PeriodBounds {
  buyers: number;
  /** With at least two orders in the period. */
  repeaters: number;
  /** People whose first order ever was in it. */
  firstBuyers: number;
  /** Those of them who ordered again in time. */
  orderedAgain: number;
  /** The time for a second order is over for all of them. */
  isMatured: boolean;
}

export interface Repeat extends Counted {
  /** Over all of the periods as one window. */
  buyers: number;
  repeaters: number;
  /** Second order in time, over matured periods only. */
  second: Part;
  periods: RepeatPeriod[];
}

/** Without a period: of the whole window, or of all matured periods. */
export interface RepeatPeople {
  period: number | null;
  of: "buyers" | "repeaters" | "firstBuyers" | "orderedAgain";
}

export interface GapSettings extends Scope {
  /** Of orders from then until then, the time since the one before. */
  from: number;
  to: number;
}

export interface GapBin {
  fromDays: number;
  /** Null: no end. */
  toDays: number | null;
  gaps: number;
}

export interface Gaps extends Counted {
  gaps: number;
  people: number;
  medianMs: number | null;
  /** A quarter is shorter, a quarter is longer. */
  lowerMs: number | null;
  upperMs: number | null;
  bins: GapBin[];
}

export interface GapPeople {
  /** Place of the bin; null: any. */
  bin: number | null;
}

export type RevenueSettings = Periods;

export interface RevenuePeriod extends PeriodBounds {
  orders: number;
  buyers: number;
  revenue: number;
  refunds: number;
  /** Of the orders in the shop's currency; null without any. */
  averageOrder: number | null;
}

export interface Revenue extends Counted {
  periods: RevenuePeriod[];
  /** Counted as orders, and their sums left out. */
  inOtherCurrencies: number;
}

/** Without a period: in any of them. */
export interface RevenuePeople {
  period: number | null;
  of: "buyers" | "refunded";
}

export type ClvSettings = Periods;

export interface ClvCohort extends PeriodBounds {
  /** People whose first order ever was in the period. */
  customers: number;
  /** All their orders minus refunds, up to now. */
  value: number;
}

export interface Clv extends Counted {
  cohorts: ClvCohort[];
  customers: number;
  value: number;
  inOtherCurrencies: number;
}

export interface ClvPeople {
  cohort: number | null;
}

export interface RfmSettings extends Scope {
  /** Nothing after it counts. */
  asOf: number;
}

/** From 1 to 5; 5 is the newest, the most often, the most spent. */
export type Score = 1 | 2 | 3 | 4 | 5;

export interface RfmCell {
  recency: Score;
  frequency: Score;
  monetary: Score;
  people: number;
  /** What they spent, minus refunds. */
  value: number;
}

/** Who is above so many of the four has a score of one more. */
export interface RfmCuts {
  recency: number[];
  frequency: number[];
  monetary: number[];
}

export interface Rfm extends Counted {
  customers: number;
  cuts: RfmCuts;
  /** Only those where there is somebody. */
  cells: RfmCell[];
}

/** Null: whatever the score. */
export interface RfmPeople {
  recency: Score | null;
  frequency: Score | null;
  monetary: Score | null;
  /** What the scores were given by. */
  cuts: RfmCuts;
}

import type {
  ChurnPeople,
  ChurnSettings,
  ClvPeople,
  ClvSettings,
  GapPeople,
  GapSettings,
  RepeatPeople,
  RepeatSettings,
  RevenuePeople,
  RevenueSettings,
  RfmPeople,
  RfmSettings,
} from "./order-types.ts";

/**
 * What the metrics of retention are asked for and what they answer with: plain data without texts. Moments are in
 * milliseconds since 1970, money is in hundredths of the shop's currency. A share is left to whoever shows it, so that
 * both numbers behind it are always there; where there is nothing to divide by, there is no share.
 */

export type * from "./order-types.ts";

export type Period = "day" | "week" | "month";
/** The day that weeks begin with: 1 is Monday, 7 is Sunday. */
export type WeekStart = 1 | 7;

/** Whose days they are, and until when things count. */
export interface Scope {
  zone: string;
  weekStart: WeekStart;
  /** What happens later is not known yet: nothing after it counts. */
  now: number;
  /** Only people who are in it now. */
  segmentId?: number | undefined;
}

/** Calendar periods of the zone, from the one that contains `from` to the last one that begins before `to`. */
export interface Periods extends Scope {
  period: Period;
  from: number;
  to: number;
}

export interface PeriodBounds {
  start: number;
  end: number;
  /** It is over: its numbers only change when something is told late. */
  isFinished: boolean;
}

/** Where the sample shop counts: as long as there is nobody else. */
export interface Counted {
  onlySamples: boolean;
}

/** How many of how many. */
export interface Part {
  count: number;
  of: number;
}

// Cohorts

/** What puts somebody into a cohort: whichever they did first, being known to the shop, or an event of this name. */
export type CohortStart = { kind: "first-event" } | { kind: "created" } | { kind: "event"; event: string };

export interface CohortSettings extends Periods {
  start: CohortStart;
  /** The event to come back for; null: any. */
  returning: string | null;
  /** n-day: back in just this window · rolling: in it or later · bracket: in one of a range of windows. */
  mode: "n-day" | "rolling" | "bracket";
  /**
   * elapsed: windows of 24 h (a week is 7 of them, a month 30) from each person's own start, both floored to the hour ·
   * calendar: days, weeks and months of the zone.
   */
  clock: "elapsed" | "calendar";
  /** How many windows follow on the start, number 0 included; for brackets see there. 1 to 400. */
  windows: number;
  /** First and last window of each, in ascending order; only for the mode of this name. */
  brackets?: { first: number; last: number }[] | undefined;
}

export interface CohortCell {
  returned: number;
  /** Somebody of the cohort could have come into it by now. */
  hasBegun: boolean;
  /** The window is over for everybody of the cohort. */
  isFinished: boolean;
}

export interface CohortRow extends PeriodBounds {
  size: number;
  /** One for each column. */
  cells: CohortCell[];
}

export interface Cohorts extends Counted {
  columns: { first: number; last: number | null }[];
  rows: CohortRow[];
  /** For each column, over finished windows only. */
  overall: Part[];
}

/** Without `column`, all of the cohort; without `cohort`, of every cohort that counts in the overall line. */
export interface CohortPeople {
  cohort: number | null;
  column: number | null;
  /** False: those who did not come back. */
  returned: boolean;
}

// Lifecycle

export interface LifecycleSettings extends Periods {
  /** The event that counts as active; null: any. */
  event: string | null;
}

export type LifecycleState = "new" | "current" | "resurrected" | "dormant";

export interface LifecyclePeriod extends PeriodBounds {
  counts: Record<LifecycleState, number>;
  /** (new + resurrected) ÷ dormant; null where nobody is dormant, which leaves it undefined. */
  pulse: number | null;
}

export interface LifecycleChart extends Counted {
  periods: LifecyclePeriod[];
}

export interface LifecyclePeople {
  period: number;
  state: LifecycleState;
}

// Active people

export interface ActiveSettings extends Scope {
  from: number;
  to: number;
  event: string | null;
}

export interface ActiveDay extends PeriodBounds {
  /** Different people on this day. */
  day: number;
  /** On this day and the 6 before it. */
  week: number;
  /** On this day and the 29 before it. */
  month: number;
  /** The mean of `day` over these 30 days ÷ `month`; null where nobody was active. */
  stickiness: number | null;
}

export interface ActivePeopleCounts extends Counted {
  days: ActiveDay[];
}

export interface ActivePeople {
  day: number;
  span: Period;
}

// Funnel

export interface FunnelSettings extends Scope {
  /** The first step is from then until then. */
  from: number;
  to: number;
  /** Names of events in their order, 2 to 10. */
  steps: string[];
  /** The last step at most so long after the first. */
  windowMs: number;
}

export interface FunnelStep {
  event: string;
  /** Who came as far; each person once, with the try that came furthest. */
  people: number;
  /** Since the step before; null for the first one and where nobody came. */
  medianMs: number | null;
}

export interface Funnel extends Counted {
  steps: FunnelStep[];
  /** From the first step to the last. */
  medianMs: number | null;
  /** Not through yet, with time left for it. */
  open: number;
}

export interface FunnelPeople {
  /** Place of the step. */
  step: number;
  /** reached: came to it · stopped: came to the step before, and not to this one · under-way: as `open`, whatever the step. */
  who: "reached" | "stopped" | "under-way";
}

// The people behind a number

export type Behind =
  | { metric: "cohorts"; settings: CohortSettings; cell: CohortPeople }
  | { metric: "lifecycle"; settings: LifecycleSettings; cell: LifecyclePeople }
  | { metric: "active"; settings: ActiveSettings; cell: ActivePeople }
  | { metric: "churn"; settings: ChurnSettings; cell: ChurnPeople }
  | { metric: "repeat"; settings: RepeatSettings; cell: RepeatPeople }
  | { metric: "gaps"; settings: GapSettings; cell: GapPeople }
  | { metric: "funnel"; settings: FunnelSettings; cell: FunnelPeople }
  | { metric: "revenue"; settings: RevenueSettings; cell: RevenuePeople }
  | { metric: "clv"; settings: ClvSettings; cell: ClvPeople }
  | { metric: "rfm"; settings: RfmSettings; cell: RfmPeople };

export type Metric = Behind["metric"];

/** The next people, in the order of their ids. */
export interface BehindPage {
  profileIds: number[];
  /** Where the next page begins, as `after`; null when there is none. */
  next: number | null;
}

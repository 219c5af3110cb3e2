/**
 * Where a profile is in its life with the shop:
 * new: its first activity ever is not long ago · active: it was here lately · at-risk: quiet for longer than usual ·
 * dormant: quiet for long · resurrected: back after having been dormant or lost · lost: taken for gone.
 * A profile without any activity that counts has no stage, and no rule over stages holds for it.
 */
export const lifecycleStages = ["new", "active", "at-risk", "dormant", "resurrected", "lost"] as const;
export type LifecycleStage = (typeof lifecycleStages)[number];

const DAY_MS = 24 * 3_600_000;

/** The first days of a stage, in days of 24 hours since what it is counted from; each quiet one is longer than the one before. */
export interface LifecycleThresholds {
  /** For so long after the first activity ever a profile is new. */
  newDays: number;
  /** For so long after its return a profile is resurrected. */
  resurrectedDays: number;
  /** Quiet for so long: at risk. */
  atRiskDays: number;
  /** Quiet for so long: dormant; who comes back after that is resurrected. */
  dormantDays: number;
  /** Quiet for so long: lost. */
  lostDays: number;
}

/** What a stage rests on. Only activity that counts, such as orders; epoch milliseconds, null: there was none. */
export interface Activity {
  firstAt: number | null;
  lastAt: number | null;
  /** When the newest break of `dormantDays` or more ended; null: no such break, or one long ago. See `returnIn`. */
  returnedAt: number | null;
}

/** The shortest quiet times that say anything, for shops whose customers buy every few days. */
const LEAST_DAYS = { new: 30, atRisk: 30, dormant: 60, lost: 90 };
/** How many usual gaps between two orders make a quiet time; three of them, but 90 days at least, are what the field calls lost. */
const GAPS = { new: 1, atRisk: 1.5, dormant: 2, lost: 3 };

/** The thresholds that fit a shop's own buying cycle, by the median of the days between two orders; null: not known yet. */
export function thresholdsFor(medianGapDays: number | null): LifecycleThresholds {
  const days = (stage: keyof typeof GAPS) =>
    Math.max(LEAST_DAYS[stage], Math.round(GAPS[stage] * (medianGapDays ?? 0)));
  return {
    newDays: days("new"),
    resurrectedDays: days("new"),
    atRiskDays: days("atRisk"),
    dormantDays: days("dormant"),
    lostDays: days("lost"),
  };
}

/**
 * The stage at a moment; null without activity. A quiet time goes before new and resurrected: whoever ordered once and
 * stayed away is at risk, however lately that first order was.
 */
export function stageOf(
  activity: Activity,
  thresholds: LifecycleThresholds,
  now: number,
): LifecycleStage | null {
  const { firstAt, lastAt, returnedAt } = activity;
  if (firstAt === null || lastAt === null) return null;
  const quietMs = now - lastAt;
  if (quietMs >= thresholds.lostDays * DAY_MS) return "lost";
  if (quietMs >= thresholds.dormantDays * DAY_MS) return "dormant";
  if (quietMs >= thresholds.atRiskDays * DAY_MS) return "at-risk";
  if (now - firstAt < thresholds.newDays * DAY_MS) return "new";
  const isBack = returnedAt !== null && now - returnedAt < thresholds.resurrectedDays * DAY_MS;
  return isBack ? "resurrected" : "active";
}

/** The next moment after `now` at which the stage is another one, if nothing happens until then; null: never. */
export function stageTurnsAt(
  activity: Activity,
  thresholds: LifecycleThresholds,
  now: number,
): number | null {
  const stage = stageOf(activity, thresholds, now);
  const { firstAt, lastAt, returnedAt } = activity;
  if (firstAt === null || lastAt === null) return null;
  const { newDays, resurrectedDays, atRiskDays, dormantDays, lostDays } = thresholds;
  const moments = [
    firstAt + newDays * DAY_MS,
    ...(returnedAt === null ? [] : [returnedAt + resurrectedDays * DAY_MS]),
    ...[atRiskDays, dormantDays, lostDays].map((days) => lastAt + days * DAY_MS),
  ];
  const turning = moments.filter((at) => at > now && stageOf(activity, thresholds, at) !== stage);
  return turning.length === 0 ? null : Math.min(...turning);
}

/**
 * When the newest break of `dormantDays` or more ended, among these times of activity, the newest first. Those of the
 * last `resurrectedDays` and the one before them are enough: a return longer ago makes nobody resurrected.
 */
export function returnIn(
  times: readonly number[],
  { dormantDays }: Pick<LifecycleThresholds, "dormantDays">,
): number | null {
  for (let index = 1; index < times.length; index++) {
    const [back, before] = [times[index - 1]!, times[index]!];
    if (back - before >= dormantDays * DAY_MS) return back;
  }
  return null;
}

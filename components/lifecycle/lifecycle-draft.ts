import type { useTranslations } from "next-intl";
import type { Lifecycle, Thresholds } from "./outputs.ts";

const DAYS_MAX = 3_650;

/** The thresholds in the order in which somebody comes to them. */
export const thresholdNames = [
  "newDays",
  "atRiskDays",
  "dormantDays",
  "lostDays",
  "resurrectedDays",
] as const satisfies (keyof Thresholds)[];

export interface LifecycleDraft {
  event: string;
  /** The stages follow from the shop's own cycle. */
  follows: boolean;
  /** As they are typed. */
  days: Record<keyof Thresholds, string>;
}

export type LifecycleProblems = Partial<Record<keyof Thresholds | "event", string>>;
/** The texts of this page in the reader's language. */
export type LifecycleWords = ReturnType<typeof useTranslations<"lifecycle">>;
type Choice = { event: string; thresholds: Thresholds | null };

export function draftOf({ event, own, inUse }: Lifecycle): LifecycleDraft {
  return { event, follows: own === null, days: typed(own ?? inUse) };
}

export function typed(thresholds: Thresholds): LifecycleDraft["days"] {
  const of = (name: keyof Thresholds) => String(thresholds[name]);
  return {
    newDays: of("newDays"),
    resurrectedDays: of("resurrectedDays"),
    atRiskDays: of("atRiskDays"),
    dormantDays: of("dormantDays"),
    lostDays: of("lostDays"),
  };
}

/** What is chosen; without it, what is wrong. */
export function readDraft(
  { event, follows, days }: LifecycleDraft,
  t: LifecycleWords,
): { choice: Choice | null; problems: LifecycleProblems } {
  const problems: LifecycleProblems = {};
  if (event.trim() === "") problems.event = t("problem.event");
  const read = { newDays: 0, resurrectedDays: 0, atRiskDays: 0, dormantDays: 0, lostDays: 0 };
  if (!follows) {
    for (const name of thresholdNames) {
      read[name] = Number(days[name]);
      const isRight = Number.isInteger(read[name]) && read[name] >= 1 && read[name] <= DAYS_MAX;
      if (days[name].trim() === "" || !isRight) problems[name] = t("problem.days", { max: DAYS_MAX });
    }
    if (!problems.dormantDays && read.dormantDays <= read.atRiskDays)
      problems.dormantDays = t("problem.order", { stage: t("field.atRiskDays.name") });
    if (!problems.lostDays && read.lostDays <= read.dormantDays)
      problems.lostDays = t("problem.order", { stage: t("field.dormantDays.name") });
  }
  if (Object.keys(problems).length > 0) return { choice: null, problems };
  return { choice: { event: event.trim(), thresholds: follows ? null : read }, problems };
}

/** Whether saving would change anything. */
export function isChanged(draft: LifecycleDraft, saved: Lifecycle): boolean {
  const before = draftOf(saved);
  if (draft.event.trim() !== before.event || draft.follows !== before.follows) return true;
  return !draft.follows && thresholdNames.some((name) => draft.days[name] !== before.days[name]);
}

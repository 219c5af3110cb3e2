import { z } from "zod";
import { type LifecycleThresholds, thresholdsFor } from "#workflows/lifecycle.ts";
import { ORDER_EVENT } from "./order-results.ts";

const DAYS_MAX = 3_650;
const days = z.number("Enter a number of days").int("Use whole days").min(1, "At least 1").max(DAYS_MAX);

/** The owner's own thresholds, in days. */
export const lifecycleThresholds = z
  .object({
    newDays: days,
    resurrectedDays: days,
    atRiskDays: days,
    dormantDays: days,
    lostDays: days,
  })
  .refine(({ atRiskDays, dormantDays }) => atRiskDays < dormantDays, {
    error: "Dormant must come after at risk",
    path: ["dormantDays"],
  })
  .refine(({ dormantDays, lostDays }) => dormantDays < lostDays, {
    error: "Lost must come after dormant",
    path: ["lostDays"],
  });

/** What the stages of life rest on. */
export const lifecycleChoice = z.object({
  /** The event that counts as activity. */
  event: z.string().trim().min(1, "Choose what counts").max(200).default(ORDER_EVENT),
  /** Null: those that follow from the shop's own buying cycle. */
  thresholds: lifecycleThresholds.nullable().default(null),
});
export type LifecycleChoice = z.infer<typeof lifecycleChoice>;

export const lifecycleSettings = lifecycleChoice.extend({
  /** The shop's own buying cycle as it was last measured; null: too few people came back yet. */
  medianGapDays: z.number().nullable().default(null),
});
export type LifecycleSettings = z.infer<typeof lifecycleSettings>;

/** How far everybody has been looked at since the settings changed; null: up to the end. */
export const lifecycleWalk = z.object({ afterProfileId: z.number().nullable().default(0) });

/** The thresholds that hold. */
export function thresholdsOf({ thresholds, medianGapDays }: LifecycleSettings): LifecycleThresholds {
  return thresholds ?? thresholdsFor(medianGapDays);
}

import type { Overview } from "#components/shell/outputs.ts";

export type StepKey = "customers" | "workflow" | "message";
type Facts = Pick<Overview, "hasEvents" | "hasLiveWorkflow" | "sentWeek" | "recent">;

/** Which of the first steps are done. */
export function doneSteps({ hasEvents, hasLiveWorkflow, sentWeek, recent }: Facts): Record<StepKey, boolean> {
  return {
    customers: hasEvents,
    workflow: hasLiveWorkflow,
    message: sentWeek > 0 || recent.length > 0,
  };
}

export function isAllDone(facts: Facts): boolean {
  return Object.values(doneSteps(facts)).every(Boolean);
}

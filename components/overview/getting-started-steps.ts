import type { Overview } from "#components/shell/outputs.ts";

/** The first steps, in the order in which they are taken. */
export const stepKeys = ["customers", "workflow", "looked", "tried", "sending", "live"] as const;
export type StepKey = (typeof stepKeys)[number];

type Facts = Pick<Overview, "hasEvents" | "hasWorkflow" | "hasLiveWorkflow" | "captured" | "firstSteps">;

/** Which of the first steps are done. Whoever has a live workflow has nothing more to prepare. */
export function doneSteps(facts: Facts): Record<StepKey, boolean> {
  const { hasEvents, hasWorkflow, hasLiveWorkflow: live, captured, firstSteps } = facts;
  return {
    customers: hasEvents,
    workflow: live || hasWorkflow,
    looked: live || firstSteps.looked,
    tried: live || firstSteps.tried,
    sending: live || !captured || firstSteps.keepsHere,
    live,
  };
}

/** The step that is next; null when all are done. */
export function nextStep(facts: Facts): StepKey | null {
  const done = doneSteps(facts);
  return stepKeys.find((key) => !done[key]) ?? null;
}

/** Whether the steps show: until they are put away, or where nobody was asked, until a workflow is live. */
export function areStepsShown({ firstSteps, hasLiveWorkflow }: Facts): boolean {
  return firstSteps.away === null ? !hasLiveWorkflow : !firstSteps.away;
}

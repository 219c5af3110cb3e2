import type { Import, PlanInput } from "./outputs.ts";

/** The plan as it is being chosen. */
export type PlanDraft = Omit<PlanInput, "agreed"> & {
  /** Whether the owner confirms that the people in the file agreed, and how. */
  confirms: boolean;
  words: string;
};

const WORDS_MIN_CHARS = 10;

export function draftOf({ plan }: Pick<Import, "plan">): PlanDraft {
  const { columns, timezone, dayFirst, eventName, everyRow, startsWorkflows, confirmation } = plan;
  return {
    ...{ columns, timezone, dayFirst, eventName, everyRow, startsWorkflows },
    delimiter: plan.delimiter as PlanInput["delimiter"],
    confirms: confirmation !== null,
    words: confirmation?.words ?? "",
  };
}

export function hasWords({ confirms, words }: PlanDraft): boolean {
  return !confirms || words.trim().length >= WORDS_MIN_CHARS;
}

export function planOf({ confirms, words, ...plan }: PlanDraft): PlanInput {
  return { ...plan, eventName: plan.eventName?.trim() || null, agreed: confirms ? words.trim() : null };
}

/** For the preview, which must not wait for every letter of the words. */
export function previewPlanOf(draft: PlanDraft): PlanInput {
  return planOf({ ...draft, words: "They agreed to marketing emails" });
}

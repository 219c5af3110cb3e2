import { answerAt, type PeopleAnswers } from "#workflows/people-inside.ts";
import type { Phrase } from "#workflows/phrase.ts";

/** What is to happen to the people inside, as far as it has been answered: a target that is missing has not been. */
export type PeopleDraft = PeopleAnswers;

export const STAY: PeopleDraft = { kind: "stay", answers: {}, targets: {} };

/** People at one step of an earlier version. */
export interface WaitingStep {
  nodeId: string;
  count: number;
  /** What the step does. */
  text: Phrase;
  /** The new version does not have it. */
  gone: boolean;
  /** What is different in the new version: the step itself, or something on their way from there. */
  change: "step" | "ahead" | null;
}

/** The answer as the API takes it; null while people are to move from a step that is gone and nobody has said where to. */
export function readPeople(people: PeopleDraft, waiting: WaitingStep[]): PeopleAnswers | null {
  const moved = stepsToPlace(people, waiting).map(({ nodeId }) => nodeId);
  if (moved.some((nodeId) => people.targets[nodeId] === undefined)) return null;
  const answers = waiting
    .map(({ nodeId }) => [nodeId, answerAt(people, nodeId)] as const)
    .filter(([, answer]) => answer !== people.kind);
  return {
    kind: people.kind,
    answers: Object.fromEntries(answers),
    targets: Object.fromEntries(moved.map((nodeId) => [nodeId, people.targets[nodeId] ?? null])),
  };
}

/** The steps that are gone and whose people are to move: somebody has to say where. */
export function stepsToPlace(people: PeopleDraft, waiting: WaitingStep[]): WaitingStep[] {
  return waiting.filter(({ nodeId, gone }) => gone && answerAt(people, nodeId) === "move");
}

/** How many stay in the workflow, in whichever version. */
export function countRemaining(people: PeopleDraft, waiting: WaitingStep[]): number {
  const leaving = stepsToPlace(people, waiting).filter(({ nodeId }) => people.targets[nodeId] === null);
  return waiting
    .filter((step) => answerAt(people, step.nodeId) !== "exit" && !leaving.includes(step))
    .reduce((sum, { count }) => sum + count, 0);
}

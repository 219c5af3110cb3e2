/** They finish on the version they are in, go on by the new one from where they are, or leave. */
export type PeopleAnswer = "stay" | "move" | "exit";

/** What becomes of the people who are inside when another version of their workflow is published. */
export interface PeopleAnswers {
  /** For everybody whose step has no answer of its own. */
  kind: PeopleAnswer;
  /** By the step that people are at. */
  answers: Record<string, PeopleAnswer>;
  /** Where those who move go whose step does not exist any more, by that step; null: out. */
  targets: Record<string, string | null>;
}

export function answerAt(
  { kind, answers }: Pick<PeopleAnswers, "kind" | "answers">,
  nodeId: string,
): PeopleAnswer {
  const own = Object.hasOwn(answers, nodeId) ? answers[nodeId] : undefined;
  return own ?? kind;
}

import type { Phrase } from "#workflows/phrase.ts";
/** What is to happen to the people inside, as far as it has been answered. */
export interface PeopleDraft {
  kind: "stay" | "move" | "exit";
  /** Where people go whose step is gone, by its id; null: out. What is missing has not been answered. */
  targets: Record<string, string | null>;
}

export const STAY: PeopleDraft = { kind: "stay", targets: {} };

/** People at one step of an earlier version. */
export interface WaitingStep {
  nodeId: string;
  count: number;
  /** What the step does. */
  text: Phrase;
  /** The new version does not have it. */
  gone: boolean;
}

/** The answer as the API takes it; null while a step is gone and nobody has said where its people go. */
export function readPeople({ kind, targets }: PeopleDraft, waiting: WaitingStep[]) {
  if (kind !== "move") return { kind };
  const gone = waiting.filter((step) => step.gone).map(({ nodeId }) => nodeId);
  if (gone.some((nodeId) => targets[nodeId] === undefined)) return null;
  return { kind, targets: Object.fromEntries(gone.map((nodeId) => [nodeId, targets[nodeId] ?? null])) };
}

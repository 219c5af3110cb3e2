import type { CompiledGraph } from "./compile.ts";
import { type FilledPhrase, phrase, verbatim } from "./phrase.ts";

/** What a step is called, as in “Send email”; its id when the graph has no such step. */
export function stepLabel(
  { steps, trigger }: Pick<CompiledGraph, "steps" | "trigger">,
  nodeId: string,
): FilledPhrase {
  const label = trigger?.nodeId === nodeId ? trigger.definition.label : steps.get(nodeId)?.definition.label;
  return label === undefined ? verbatim(nodeId) : phrase(label);
}

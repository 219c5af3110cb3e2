import { diffGraphs } from "./diff-graphs.ts";
import type { Graph } from "./graph.ts";

/** What another version makes different for whoever is at a step: the step itself, or something on their way from there. */
export type ChangeAhead = "step" | "ahead";

/** Says of a step that both have what `after` makes different for whoever is at it; null: nothing. */
export function changesAhead(before: Graph, after: Graph): (nodeId: string) => ChangeAhead | null {
  const { added, changed, connections } = diffGraphs(before, after);
  const changedIds = new Set(changed.map((step) => step.after.id));
  const newIds = new Set([...changedIds, ...added.map(({ id }) => id)]);
  const turnedIds = new Set(connections.map(({ from }) => from.id));

  return (nodeId) => {
    if (changedIds.has(nodeId)) return "step";
    const way = reachedFrom(nodeId, after);
    return way.some((id) => newIds.has(id) || turnedIds.has(id)) ? "ahead" : null;
  };
}

/** The steps that can be come to from one, and itself. */
function reachedFrom(nodeId: string, { edges }: Graph): string[] {
  const reached = new Set([nodeId]);
  // A set takes in what is added to it while it is walked over.
  for (const id of reached) for (const { from, to } of edges) if (from === id) reached.add(to);
  return [...reached];
}

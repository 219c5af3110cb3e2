import { useSay } from "#components/say.tsx";
import { wordNode } from "#components/workflows/node-labels.ts";
import type { Graph } from "#workflows/graph.ts";

/** The steps of a graph in sentences, from top to bottom. */
export function useStepWords(): (graph: Graph) => { id: string; text: string }[] {
  const say = useSay();
  return ({ nodes }) =>
    nodes
      .toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
      .map((node) => ({ id: node.id, text: say(wordNode(node)) }));
}

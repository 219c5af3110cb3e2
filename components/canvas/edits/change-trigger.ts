import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";

/** What starts the workflow from now on, in place of the trigger with this id. */
export type TriggerChange = { nodeId: string; type: string; config: GraphNode["config"] };

/** The graph with another trigger, which keeps its id and place and leads to the same step; the same graph for anything else. */
export function changeTrigger(graph: Graph, { nodeId, type, config }: TriggerChange): Graph {
  const before = graph.nodes.find(({ id }) => id === nodeId);
  if (!before || !isTrigger(before.type) || !isTrigger(type)) return graph;
  if (before.type === type && before.config === config) return graph;
  const after = { ...before, type, config };
  return { ...graph, nodes: graph.nodes.map((node) => (node === before ? after : node)) };
}

/** The trigger that another one takes the place of: the selected one, else the first; null while there is none. */
export function triggerOf(graph: Graph, selectedId: string | null): GraphNode | null {
  const triggers = graph.nodes.filter(({ type }) => isTrigger(type));
  return triggers.find(({ id }) => id === selectedId) ?? triggers[0] ?? null;
}

function isTrigger(type: string): boolean {
  return findNode(type)?.kind === "trigger";
}

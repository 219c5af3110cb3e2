import type { WaitingAt } from "#server/store/waiting.ts";
import { findNode } from "#workflows/catalogue.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";

/** Where people are inside the versions before a draft, and whether their step is still there in it. */
export function wordWaiting(waiting: WaitingAt[], draft: Graph) {
  const { steps } = compileGraph(draft);
  return waiting.map(({ nodeId, count, node }) => ({
    nodeId,
    count,
    text: node ? wordNode(node) : phrase("A step that is not known any more"),
    gone: !steps.has(nodeId),
  }));
}

/** Whether people are at a step that the draft does not have, and nobody has said where they go. */
export function isUnplaced(
  waiting: WaitingAt[],
  draft: Graph,
  targets: Record<string, string | null>,
): boolean {
  const { steps } = compileGraph(draft);
  return waiting.some(({ nodeId }) => !steps.has(nodeId) && !Object.hasOwn(targets, nodeId));
}

/** What the step does in one sentence; templates stand in it as they are. */
function wordNode({ type, config }: GraphNode): Phrase {
  const definition = findNode(type);
  const parsed = definition?.config.safeParse(config);
  if (!definition) return type;
  return parsed?.success ? definition.describe(parsed.data) : definition.label;
}

import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";

/** What stands above the settings of a step. */
export function stepTitle(node: GraphNode): { title: string; description: string } {
  const definition = findNode(node.type);
  return { title: definition?.label ?? "Unknown step", description: definition?.summary ?? "" };
}

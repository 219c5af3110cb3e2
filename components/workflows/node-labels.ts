import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { WorkflowView } from "./outputs.ts";
import { plainTemplate } from "./plain-template.ts";

/**
 * What each step is called, by its id: in the live version, and in the draft for what is only there. A step that
 * exists in an older version alone is left out.
 */
export function labelsByNode(workflow: WorkflowView | undefined): Map<string, string> {
  const nodes = [...(workflow?.draft.nodes ?? []), ...(workflow?.live?.graph.nodes ?? [])];
  return new Map(nodes.map((node) => [node.id, wordNode(node)] as const));
}

function wordNode(node: GraphNode): string {
  const definition = findNode(node.type);
  const config = definition?.config.safeParse(node.config);
  if (!definition) return node.type;
  return config?.success ? plainTemplate(definition.describe(config.data)) : definition.label;
}

import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { type Phrase, verbatim } from "#workflows/phrase.ts";
import type { WorkflowView } from "./outputs.ts";
import { plainPhrase } from "./plain-template.ts";

/**
 * What each step is called, by its id: in the live version, and in the draft for what is only there. A step that
 * exists in an older version alone is left out.
 */
export function labelsByNode(workflow: WorkflowView | undefined): Map<string, Phrase> {
  const nodes = [...(workflow?.draft.nodes ?? []), ...(workflow?.live?.graph.nodes ?? [])];
  return labelsOfNodes(nodes);
}

/** What these steps are called, by their ids. */
export function labelsOfNodes(nodes: readonly GraphNode[]): Map<string, Phrase> {
  return new Map(nodes.map((node) => [node.id, wordNode(node)] as const));
}

/** What a step does in one sentence, or what its kind is called while it is half filled in. */
export function wordNode(node: GraphNode): Phrase {
  const definition = findNode(node.type);
  const config = definition?.config.safeParse(node.config);
  if (!definition) return verbatim(node.type);
  return config?.success ? plainPhrase(definition.describe(config.data)) : definition.label;
}

import { bestLanguage } from "../best-language.ts";
import type { Graph, GraphNode } from "../graph.ts";

/** The language that recipes are written in; their variants are the others. */
const WRITTEN_IN = "en";

/**
 * A recipe's graph for a shop that writes in this language: where a message has a variant in it, that becomes the
 * message's own texts, and the English ones become a variant. A shop in any other language gets it as it is.
 */
export function inLanguage(graph: Graph, language: string): Graph {
  return { ...graph, nodes: graph.nodes.map((node) => nodeIn(node, language)) };
}

function nodeIn(node: GraphNode, language: string): GraphNode {
  const { variants, ...own } = node.config;
  if (!isVariants(variants)) return node;
  const chosen = bestLanguage([WRITTEN_IN, ...Object.keys(variants)], language);
  const texts = chosen === null || chosen === WRITTEN_IN ? undefined : variants[chosen];
  if (chosen === null || texts === undefined) return node;
  const { [chosen]: _, ...others } = variants;
  const english = Object.fromEntries(Object.keys(texts).map((field) => [field, own[field]]));
  return {
    ...node,
    config: { ...own, ...texts, variants: { [WRITTEN_IN]: english, ...others } },
  };
}

function isVariants(value: unknown): value is Record<string, Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

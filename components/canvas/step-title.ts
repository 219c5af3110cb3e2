import type { Say } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { sentenceFor } from "./ports.ts";

/** What stands above the settings of a step. */
export function stepTitle(node: GraphNode, say: Say): { title: string; description: string } {
  const definition = findNode(node.type);
  return { title: say(definition?.label ?? "Unknown step"), description: say(definition?.summary ?? "") };
}

/** "Send email: Email “Welcome”", as a screen reader says it. */
export function nameOf(node: GraphNode): Phrase {
  const definition = findNode(node.type);
  if (!definition) return phrase("Unknown step “{type}”", { type: node.type });
  const sentence = sentenceFor(definition, node);
  const label = phrase(definition.label);
  return sentence
    ? phrase("{label}: {sentence}", { label, sentence: phrase(sentence) })
    : phrase("{label}, not set up yet", { label });
}

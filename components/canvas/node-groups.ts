import type { Say } from "#components/say.tsx";
import { catalogue } from "#workflows/catalogue.ts";
import type { NodeDefinition } from "#workflows/node.ts";
import { word } from "#workflows/phrase.ts";

export interface NodeGroup {
  kind: NodeDefinition["kind"];
  definitions: NodeDefinition[];
}

const KINDS: NodeDefinition["kind"][] = ["trigger", "action", "flow"];

/** The catalogue in its groups; with `search`, only what speaks of it. Groups without a match are left out. */
export function nodeGroups(say: Say, search = ""): NodeGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return KINDS.map((kind) => ({
    kind,
    definitions: catalogue.filter((known) => known.kind === kind && speaksOf(known, words, say)),
  })).filter((group) => group.definitions.length > 0);
}

/** Its English words find it too, whatever language it is shown in. */
function speaksOf({ label, summary, type }: NodeDefinition, words: string[], say: Say): boolean {
  const text = [say(label), say(summary), word(label), type].join(" ").toLowerCase();
  return words.every((wanted) => text.includes(wanted));
}

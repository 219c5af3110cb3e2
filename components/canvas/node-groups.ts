import { catalogue } from "#workflows/catalogue.ts";
import type { NodeDefinition } from "#workflows/node.ts";

export interface NodeGroup {
  label: string;
  kind: NodeDefinition["kind"];
  definitions: NodeDefinition[];
}

const LABELS: Record<NodeDefinition["kind"], string> = {
  trigger: "Triggers",
  action: "Actions",
  flow: "Flow",
};

/** The catalogue in its groups; with `search`, only what speaks of it. Groups without a match are left out. */
export function nodeGroups(search = ""): NodeGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (Object.keys(LABELS) as NodeDefinition["kind"][])
    .map((kind) => ({
      kind,
      label: LABELS[kind],
      definitions: catalogue.filter((definition) => definition.kind === kind && speaksOf(definition, words)),
    }))
    .filter((group) => group.definitions.length > 0);
}

function speaksOf(definition: NodeDefinition, words: string[]): boolean {
  const text = `${definition.label} ${definition.summary} ${definition.type}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

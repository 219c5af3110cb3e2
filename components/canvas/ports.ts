import { plainPhrase } from "#components/workflows/plain-template.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { NodeDefinition, Port } from "#workflows/node.ts";
import { type Phrase, phrase, word } from "#workflows/phrase.ts";

const UNNAMED = phrase("Path without a name");
const TRIGGER_PORTS: Port[] = [{ id: "next", label: "Then" }];

/** A node is never changed, only replaced; and every drawing asks each of them again. */
const known = new WeakMap<GraphNode, Port[]>();

/** The ways out of a node as the canvas draws them; none of a type that this version does not know. */
export function portsForCanvas(node: GraphNode): Port[] {
  const before = known.get(node);
  if (before) return before;
  const ports = drawablePorts(node);
  known.set(node, ports);
  return ports;
}

/**
 * A draft may be half filled in, and a branch whose path has no name yet still has that path: so where the config does
 * not parse, the ports are read from what is there.
 */
function drawablePorts(node: GraphNode): Port[] {
  const definition = findNode(node.type);
  if (!definition) return [];
  if (definition.kind === "trigger") return TRIGGER_PORTS;
  const parsed = definition.config.safeParse(node.config);
  const ports = parsed.success
    ? definition.ports(parsed.data)
    : readPorts(() => definition.ports(node.config));
  return ports
    .filter((port) => typeof port.id === "string" && port.id !== "")
    .map(({ id, label }) => ({ id, label: label && word(label).trim() ? label : UNNAMED }));
}

/** What the node will do in one sentence; null while its config does not parse. */
export function sentenceFor(definition: NodeDefinition, node: GraphNode): Phrase | null {
  const parsed = definition.config.safeParse(node.config);
  return parsed.success ? plainPhrase(definition.describe(parsed.data)) : null;
}

function readPorts(read: () => Port[]): Port[] {
  try {
    return read();
  } catch {
    return [];
  }
}

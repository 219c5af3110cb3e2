import { plainTemplate } from "#components/workflows/plain-template.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { NodeDefinition, Port } from "#workflows/node.ts";

const TRIGGER_PORTS: Port[] = [{ id: "next", label: "Then" }];

/**
 * The ways out of a node as the canvas draws them. A draft may be half filled in, and a branch whose path has no name
 * yet still has that path: so where the config does not parse, the ports are read from what is there.
 */
export function portsForCanvas(node: GraphNode): Port[] {
  const definition = findNode(node.type);
  if (!definition) return [];
  if (definition.kind === "trigger") return TRIGGER_PORTS;
  const parsed = definition.config.safeParse(node.config);
  const ports = parsed.success
    ? definition.ports(parsed.data)
    : readPorts(() => definition.ports(node.config));
  return ports
    .filter((port) => typeof port.id === "string" && port.id !== "")
    .map((port) => ({ id: port.id, label: port.label?.trim() || "Path without a name" }));
}

/** What the node will do in one sentence; null while its config does not parse. */
export function sentenceFor(definition: NodeDefinition, node: GraphNode): string | null {
  const parsed = definition.config.safeParse(node.config);
  return parsed.success ? plainTemplate(definition.describe(parsed.data)) : null;
}

function readPorts(read: () => Port[]): Port[] {
  try {
    return read();
  } catch {
    return [];
  }
}

import { findNode } from "./catalogue.ts";
import type { GraphNode } from "./graph.ts";

/** The ids of a node's ports; null when its type or config cannot be read. */
export function portsOf(node: GraphNode): string[] | null {
  const definition = findNode(node.type);
  if (!definition) return null;
  if (definition.kind === "trigger") return ["next"];
  const config = definition.config.safeParse(node.config);
  return config.success ? definition.ports(config.data).map((port) => port.id) : null;
}

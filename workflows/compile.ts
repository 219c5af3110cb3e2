import { findNode } from "./catalogue.ts";
import type { EventCountNeed } from "./facts.ts";
import type { Graph } from "./graph.ts";
import type { StepDefinition, TriggerDefinition } from "./node.ts";

/** A published graph made ready to be walked: configs parsed once, edges looked up by port. */
export interface CompiledGraph {
  trigger: { nodeId: string; definition: TriggerDefinition; config: unknown } | null;
  steps: Map<string, { definition: StepDefinition; config: unknown }>;
  /** The node behind a port; undefined where the path ends. */
  next(nodeId: string, port: string): string | undefined;
  /** Event counts that any step reads. */
  reads: EventCountNeed[];
}

/**
 * Nodes whose type or config this version cannot read are left out; the interpreter ends a run that comes to one with
 * its reason, instead of failing everybody else's.
 */
export function compileGraph(graph: Graph): CompiledGraph {
  let trigger: CompiledGraph["trigger"] = null;
  const steps: CompiledGraph["steps"] = new Map();
  for (const node of graph.nodes) {
    const definition = findNode(node.type);
    const config = definition?.config.safeParse(node.config);
    if (!definition || !config?.success) continue;
    if (definition.kind === "trigger") trigger ??= { nodeId: node.id, definition, config: config.data };
    else steps.set(node.id, { definition, config: config.data });
  }
  const edges = new Map(graph.edges.map((edge) => [`${edge.from}:${edge.port}`, edge.to]));
  return {
    trigger,
    steps,
    next: (nodeId, port) => edges.get(`${nodeId}:${port}`),
    reads: [...steps.values()].flatMap(({ definition, config }) => definition.reads?.(config) ?? []),
  };
}

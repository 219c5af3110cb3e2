import { findNode } from "./catalogue.ts";
import type { Graph } from "./graph.ts";
import { type Need, needsIn } from "./needs.ts";
import type { StepDefinition, TriggerDefinition } from "./node.ts";
import { readStoredSettings, type SettingName, type WorkflowSettings } from "./settings.ts";

/** A published graph made ready to be walked: configs parsed once, edges looked up by port. */
export interface CompiledGraph {
  trigger: { nodeId: string; definition: TriggerDefinition; config: unknown } | null;
  steps: Map<string, { definition: StepDefinition; config: unknown }>;
  /** The node behind a port; undefined where the path ends. */
  next(nodeId: string, port: string): string | undefined;
  settings: WorkflowSettings;
  /**
   * The settings that cannot be read and have their defaults. While there is one, nobody is let in and nothing is sent:
   * the defaults know none of the owner's exits, goals, quiet hours, limits or dates, and a message that should not have
   * gone out is worse than one that did not. A message that comes due is left out with its reason instead of held,
   * because nobody could tell later whom the lost exits would have taken out meanwhile. Whoever is inside goes on without
   * messages, and still leaves by what can be read. Publishing the workflow anew ends it for those who are moved.
   */
  unreadable: SettingName[];
  /** Something in it depends on web push, so the profile's subscriptions have to be known. */
  readsWebPush: boolean;
  /** A step draws lots, so the arms that were drawn before have to be known. */
  assigns: boolean;
  /** What the rules of any step, and the exit rule, read. */
  reads: Need[];
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
  const { settings, unreadable } = readStoredSettings(graph.settings ?? {});
  const exitReads = settings.exitCondition ? needsIn(settings.exitCondition) : [];
  return {
    trigger,
    steps,
    settings,
    unreadable,
    // Every way to ask for it names the channel, in a condition or in the step's own type.
    readsWebPush: JSON.stringify([
      graph.nodes.map(({ type, config }) => [type, config]),
      graph.settings,
    ]).includes("web-push"),
    assigns: [...steps.values()].some(({ definition }) => definition.assigns),
    next: (nodeId, port) => edges.get(`${nodeId}:${port}`),
    reads: [
      ...exitReads,
      ...[...steps.values()].flatMap(({ definition, config }) => definition.reads?.(config) ?? []),
    ],
  };
}

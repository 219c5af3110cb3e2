import type { Graph } from "./graph.ts";
import { phrase } from "./phrase.ts";
import { incomingHook } from "./triggers/incoming-hook.ts";
import type { Problem } from "./validate.ts";

/** What keeps a workflow from ever starting: its hook was removed, or is one of another shop. `known`: the events that hooks make. */
export function hookProblems(graph: Graph, known: ReadonlySet<string>): Problem[] {
  return graph.nodes.flatMap(({ id, type, config: { event } }) => {
    if (type !== incomingHook.type || typeof event !== "string") return [];
    const name = event.trim();
    if (name === "" || known.has(name)) return [];
    const message = phrase("There is no hook “{name}”: nobody would ever enter. Choose another one", {
      name,
    });
    return { severity: "error", code: "hook.unknown", message, nodeId: id, field: "event" };
  });
}

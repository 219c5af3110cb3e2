import { compileGraph } from "./compile.ts";
import type { Graph } from "./graph.ts";
import type { TriggerDefinition } from "./node.ts";

/**
 * Whether the people who are watched have to be found anew: another trigger watches others. Timers that the same trigger
 * set before its settings changed stay, where nothing but new events could set them again.
 */
export function isRearmed(draft: Graph, live: Graph | null): boolean {
  const before = live && compileGraph(live).trigger;
  const after = compileGraph(draft).trigger;
  if (!before || !after || before.definition !== after.definition) return true;
  return looksBack(after.definition) && JSON.stringify(before.config) !== JSON.stringify(after.config);
}

/** Its timers can be set anew for the people who are there already. */
function looksBack({ backfill, timerOf }: TriggerDefinition): boolean {
  return backfill !== undefined || timerOf !== undefined;
}

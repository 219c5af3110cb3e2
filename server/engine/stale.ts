import { addDuration } from "#workflows/duration.ts";
import type { Reason } from "#workflows/reasons.ts";
import type { WorkflowSettings } from "#workflows/settings.ts";
import type { LiveVersion } from "./live.ts";

/** How long after its time something may still happen when its workflow goes on after a pause. */
export function staleAfterMs({ staleAfter }: WorkflowSettings): number {
  return addDuration(0, staleAfter, "UTC");
}

/** Why something that was due before its workflow went on again is dropped; null when it is not too old. */
export function staleReason(
  { graph, resumedAt }: Pick<LiveVersion, "graph" | "resumedAt">,
  code: "run.too-stale" | "entry.too-stale",
  dueAt: number,
  zone: string,
): Reason | null {
  if (resumedAt === null || dueAt >= resumedAt - staleAfterMs(graph.settings)) return null;
  return { code, values: { due: { at: dueAt, zone } } };
}

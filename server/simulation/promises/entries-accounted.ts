import type { Rows, RunRow } from "../rows.ts";
import type { Checker, Seen } from "./checker.ts";

/** Who may enter does, who may not is told why, and the rules about entering again are kept. */
export function entriesAccounted(): Checker {
  /** Runs that began under the rules of another version. */
  const moved = new Set<number>();
  return {
    check(seen) {
      for (const { code, runId } of seen.rows.newHistory)
        if (code === "run.moved" && runId !== null) moved.add(runId);
      return [
        ...unanswered(seen),
        ...seen.rows.changedRuns.flatMap(({ before, after }) =>
          before ? [] : doubled(seen.rows, after, moved),
        ),
      ];
    },
  };
}

/** Events that should have started a run and left no trace with the workflow that listens to them. */
function unanswered({ rows, ledger, step }: Seen): string[] {
  const broken: string[] = [];
  for (const event of rows.newEvents) {
    const sent = typeof event.properties.ref === "string" ? ledger.sent.get(event.properties.ref) : undefined;
    // The crash may have come first: what was not acknowledged may be anywhere.
    if (!sent || sent.step !== step) continue;
    for (const workflow of rows.now.workflows.values()) {
      const before = rows.before.workflows.get(workflow.id);
      const { liveVersionId, status, removedAt } = workflow;
      if (before?.liveVersionId !== liveVersionId || before.status !== status || removedAt !== null) continue;
      const trigger = liveVersionId === null ? null : rows.versions.get(liveVersionId)?.graph.trigger;
      if (!trigger || !startsWith(trigger.definition.type, trigger.config, event.name)) continue;
      const told = rows.newHistory.some(
        ({ workflowId, profileId, code }) =>
          workflowId === workflow.id &&
          profileId === event.profileId &&
          (code === "run.started" || code === "run.entry-refused-once" || /^(entry|trigger)\./.test(code)),
      );
      if (!told)
        broken.push(`event ${sent.ref} neither started workflow ${workflow.id} nor was told why not`);
    }
  }
  return broken;
}

/** Whether every event of this name is meant, whatever its properties. */
function startsWith(type: string, config: unknown, eventName: string): boolean {
  const { event, where } = config as { event?: string; where?: unknown[] };
  if (type === "signup") return eventName === "Signed Up";
  return type === "event" && event === eventName && (where?.length ?? 0) === 0;
}

function doubled(rows: Rows, run: RunRow, moved: Set<number>): string[] {
  const { reentry, whenInside } = rows.versions.get(run.versionId)!.graph.settings;
  const others = [...rows.runs.values()].filter(
    ({ id, workflowId, profileId }) =>
      id !== run.id && workflowId === run.workflowId && profileId === run.profileId,
  );
  const broken: string[] = [];
  if (others.some(({ entryKey }) => entryKey === run.entryKey))
    broken.push(`run ${run.id} has the entry key of another: ${run.entryKey}`);
  const type = rows.versions.get(run.versionId)!.graph.trigger!.definition.type;
  // What each of the two had begun before they were one is no second entry.
  if (
    !rows.merged.has(run.profileId) &&
    reentry === "once" &&
    (type === "signup" || type === "event") &&
    others.some(({ id, versionId }) => id < run.id && versionId === run.versionId && !moved.has(id))
  )
    broken.push(`run ${run.id} is a second entry of profile ${run.profileId}, who may enter once`);
  if (
    whenInside !== "parallel" &&
    run.status === "active" &&
    others.some(({ id, status }) => id < run.id && status === "active")
  )
    broken.push(`run ${run.id} of profile ${run.profileId} began beside another that is under way`);
  return broken;
}

import type { Rows, RunRow } from "../rows.ts";
import { placeKey } from "../segment-rows.ts";
import type { Checker, Seen } from "./checker.ts";
import { isLate } from "./never-stalled.ts";

/** Segments have the members that their rules hold for, and whoever comes in or leaves starts a run, once. */
export function segmentsFollowed(): Checker {
  let latest = Number.NEGATIVE_INFINITY;
  return {
    check(seen) {
      // With a clock that was set back, what time alone has changed is as it will be when it is as late again.
      const isSetBack = seen.now < latest;
      latest = Math.max(latest, seen.now);
      return [
        ...(isSetBack ? [] : [...unlooked(seen), ...mistaken(seen)]),
        ...miscounted(seen.rows),
        ...untold(seen.rows),
        ...unfounded(seen.rows),
      ];
    },
  };
}

function unlooked(seen: Seen): string[] {
  const { segments, looks } = seen.rows.segmentRows;
  return [
    ...looks.flatMap(({ segmentId, profileId, dueAt }) =>
      isLate(seen, dueAt)
        ? [`profile ${profileId} has been due to be looked at by segment ${segmentId} since ${dueAt}`]
        : [],
    ),
    ...segments.flatMap(({ id, rebuildAfter, updatedAt }) =>
      rebuildAfter !== null && isLate(seen, updatedAt) ? [`segment ${id} does not come to an end`] : [],
    ),
  ];
}

function mistaken({ rows, now }: Seen): string[] {
  const { segments, members, looks, held } = rows.segmentRows;
  if (held === null) return [];
  const open = new Set(
    looks.flatMap(({ segmentId, profileId, dueAt }) =>
      dueAt <= now ? [placeKey(segmentId, profileId)] : [],
    ),
  );
  return segments.flatMap(({ id, rebuildAfter }) =>
    [...rows.now.profiles.keys()].flatMap((profileId) => {
      const key = placeKey(id, profileId);
      if (rebuildAfter !== null || open.has(key) || members.has(key) === held.has(key)) return [];
      return [
        `profile ${profileId} is ${members.has(key) ? "" : "not "}in segment ${id}, and should be otherwise`,
      ];
    }),
  );
}

function miscounted({ segmentRows: { segments, members } }: Rows): string[] {
  return segments.flatMap(({ id, memberCount }) => {
    const count = [...members].filter((key) => key.startsWith(`${id}:`)).length;
    return count === memberCount ? [] : [`segment ${id} says that it has ${memberCount} members of ${count}`];
  });
}

/** Changes that should have started a run, and left no trace with the workflow that waits for them. */
function untold(rows: Rows): string[] {
  return rows.segmentRows.newChanges.flatMap(({ segmentId, profileId, entered, at }) =>
    [...rows.now.workflows.values()].flatMap((workflow) => {
      const before = rows.before.workflows.get(workflow.id);
      const { liveVersionId, status, removedAt } = workflow;
      if (before?.liveVersionId !== liveVersionId || before.status !== status || removedAt !== null)
        return [];
      const trigger = triggerOf(rows, liveVersionId);
      if (trigger?.segmentId !== segmentId || trigger.change !== (entered ? "entered" : "left")) return [];
      const told = rows.newHistory.some(
        (row) =>
          row.at === at &&
          row.profileId === profileId &&
          ((row.workflowId === workflow.id &&
            /^(run\.started|run\.entry|entry\.|trigger\.)/.test(row.code)) ||
            row.code === "run.loop-limit"),
      );
      return told
        ? []
        : [
            `profile ${profileId} and segment ${segmentId} neither started workflow ${workflow.id} nor said why not`,
          ];
    }),
  );
}

/** Runs that nobody's coming or leaving stands behind, and second ones by the same. */
function unfounded(rows: Rows): string[] {
  const begun = rows.changedRuns.flatMap(({ before, after }) => (before ? [] : [after]));
  return begun.flatMap((run) => {
    const trigger = triggerOf(rows, run.versionId);
    if (!trigger) return [];
    const causes = rows.segmentRows.newChanges.filter(
      ({ segmentId, profileId, entered, at }) =>
        segmentId === trigger.segmentId &&
        profileId === run.profileId &&
        at === run.startedAt &&
        (entered ? "entered" : "left") === trigger.change,
    );
    const same = begun.filter((other) => isSameStart(run, other));
    return same.length <= causes.length
      ? []
      : [
          `run ${run.id} is one of ${same.length} that began by ${causes.length} changes of segment ${trigger.segmentId}`,
        ];
  });
}

function isSameStart(run: RunRow, other: RunRow): boolean {
  return (
    other.workflowId === run.workflowId &&
    other.profileId === run.profileId &&
    other.startedAt === run.startedAt
  );
}

function triggerOf(
  { versions }: Rows,
  versionId: number | null,
): { segmentId: number; change: "entered" | "left" } | null {
  const trigger = versionId === null ? null : versions.get(versionId)?.graph.trigger;
  if (trigger?.definition.type !== "segment-changed") return null;
  return trigger.config as { segmentId: number; change: "entered" | "left" };
}

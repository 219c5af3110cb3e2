import type { Rows, RunRow } from "../rows.ts";
import type { Checker } from "./checker.ts";

/** An event that ends runs ends those it meets at once, whatever step they are at, and none that began after it. */
export function exitsObeyed(): Checker {
  return {
    check({ rows, ledger, step }) {
      const broken = rows.changedRuns.flatMap(({ before, after }) =>
        before?.endCode !== "run.exit-event" && after.endCode === "run.exit-event"
          ? endedEarly(rows, after)
          : [],
      );
      const changed = new Map(rows.changedRuns.map(({ before, after }) => [after.id, before]));
      for (const event of rows.newEvents) {
        const sent =
          typeof event.properties.ref === "string" ? ledger.sent.get(event.properties.ref) : undefined;
        if (sent?.step !== step) continue;
        for (const run of rows.runs.values()) {
          const before = changed.has(run.id) ? changed.get(run.id) : run;
          if (
            run.status !== "active" ||
            run.profileId !== event.profileId ||
            !before ||
            event.at < (run.state.since ?? run.startedAt)
          )
            continue;
          const { trigger, settings } = rows.versions.get(run.versionId)!.graph;
          const named =
            settings.exitEvents.some((filter) => filter.event === event.name && filter.where.length === 0) ||
            trigger?.definition.exitEvents(trigger.config).includes(event.name);
          if (named && before.versionId === run.versionId)
            broken.push(`run ${run.id} goes on after “${event.name}”, which should have ended it`);
        }
      }
      return broken;
    },
  };
}

/** What is wrong with a run that an event has just ended: nothing that could end it is new. */
function endedEarly({ newEvents, versions, merged }: Rows, run: RunRow): string[] {
  // What a visitor did before it was known who he is, the run hears only now.
  if (merged.has(run.profileId)) return [];
  const { trigger } = versions.get(run.versionId)!.graph;
  const since = run.state.since ?? run.startedAt;
  // What did not happen for a while is what such a run began with.
  const quietSince = trigger?.definition.exitsSince?.(run.state.data) ?? since;
  const found = newEvents.some(
    ({ profileId, at }) => profileId === run.profileId && at >= Math.min(since, quietSince),
  );
  return found ? [] : [`run ${run.id} was ended by an event that happened before it began`];
}

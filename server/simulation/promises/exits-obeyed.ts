import type { Checker } from "./checker.ts";

/** An event that ends runs ends those it meets at once, whatever step they are at. */
export function exitsObeyed(): Checker {
  return {
    check({ rows, ledger, step }) {
      const broken: string[] = [];
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
            event.at < run.startedAt
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

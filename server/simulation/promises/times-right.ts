import type { Intention } from "#workflows/run.ts";
import { endOf, nextTime } from "../local-calendar.ts";
import { zoneOf } from "../rows.ts";
import type { Checker } from "./checker.ts";

const MINUTE_MS = 60_000;

/**
 * A wait ends when its node says, on the calendar of where the person is now: also after a change of the person's zone,
 * of the shop's, or of the clocks. A run that is to be looked at again at once need not have its time yet.
 */
export function timesRight(): Checker {
  return {
    check({ rows, now, excused }) {
      if (excused) return [];
      const changed = new Set(rows.changedRuns.map(({ after }) => after.id));
      return [...rows.runs.values()].flatMap((run) => {
        const { waiting } = run.state;
        if (run.status !== "active" || waiting?.kind !== "time" || run.wakeAt === null || run.wakeAt <= now)
          return [];
        const zones = [rows.before, rows.now].map((standing) => zoneOf(standing, run.profileId));
        if (!changed.has(run.id) && zones[0] === zones[1]) return [];
        const due = meant(waiting.intention, zones[1]!);
        return due === null || run.wakeAt === due
          ? []
          : [`run ${run.id} is to be woken ${(run.wakeAt - due) / MINUTE_MS} min off its time`];
      });
    },
  };
}

/** The moment that a wait means, in this zone; null for one that follows something else than the calendar. */
function meant(intention: Intention, zone: string): number | null {
  switch (intention.kind) {
    case "delay":
      return endOf(intention.from, intention.duration, zone);
    case "wait-for":
      return endOf(intention.from, intention.timeout, zone);
    case "until-time":
      return nextTime(intention.from, intention.time, intention.weekdays, zone);
    case "until-moment":
    case "until-date":
      return null;
  }
}

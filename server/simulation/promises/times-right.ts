import type { Duration } from "#workflows/duration.ts";
import { momentOf, wallClock } from "../local-calendar.ts";
import type { RunRow, Standing } from "../rows.ts";
import type { Checker } from "./checker.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

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
        const zones = [rows.before, rows.now].map((standing) => zoneOf(standing, run));
        if (!changed.has(run.id) && zones[0] === zones[1]) return [];
        const { intention } = waiting;
        if (intention.kind !== "delay" && intention.kind !== "wait-for") return [];
        const duration = intention.kind === "delay" ? intention.duration : intention.timeout;
        const due = endOf(intention.from, duration, zones[1]!);
        return run.wakeAt === due
          ? []
          : [`run ${run.id} is to be woken ${(run.wakeAt - due) / MINUTE_MS} min off its time`];
      });
    },
  };
}

function zoneOf({ profiles, settings }: Standing, { profileId }: RunRow): string {
  return profiles.get(profileId)?.timezone ?? settings.shop.timezone;
}

function endOf(from: number, { amount, unit }: Duration, zone: string): number {
  if (unit === "minutes") return from + amount * MINUTE_MS;
  if (unit === "hours") return from + amount * 60 * MINUTE_MS;
  const days = unit === "weeks" ? amount * 7 : amount;
  return momentOf(wallClock(from, zone) + days * DAY_MS, zone);
}

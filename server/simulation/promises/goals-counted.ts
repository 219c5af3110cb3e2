import { endOf } from "../local-calendar.ts";
import { type Change, type EventRow, type Rows, type RunRow, type Standing, zoneOf } from "../rows.ts";
import type { Checker, Seen } from "./checker.ts";

/** A run has reached its goal when the event happened within its days after the start, and only then. */
export function goalsCounted(): Checker {
  const events = new Map<number, EventRow[]>();
  let known = new Map<number, RunRow>();
  return {
    check(seen) {
      const { rows } = seen;
      for (const [into, visitors] of rows.merged) {
        for (const visitor of visitors) {
          for (const event of events.get(visitor) ?? []) put(events, { ...event, profileId: into });
          events.delete(visitor);
        }
      }
      for (const event of rows.newEvents) put(events, event);
      const broken = rows.changedRuns.flatMap((change) => unfounded(rows, change, events));
      for (const event of rows.newEvents) broken.push(...missed(seen, event, known));
      known = new Map(rows.runs);
      return broken;
    },
  };
}

function unfounded(
  rows: Rows,
  { before, after: run }: Change<RunRow>,
  events: Map<number, EventRow[]>,
): string[] {
  const { id, convertedAt } = run;
  if (before && before.convertedAt !== null && before.convertedAt !== convertedAt)
    return [`run ${id} had reached its goal at ${before.convertedAt}, and now at ${convertedAt}`];
  if (convertedAt === null || before?.convertedAt === convertedAt) return [];
  const founded = (events.get(run.profileId) ?? []).some(
    (event) =>
      event.at === convertedAt &&
      versionsFor(rows, run).some((versionId) => reaches(rows, run, event, versionId).includes(true)),
  );
  return founded ? [] : [`run ${id} is counted as a success, and nothing in its time was its goal`];
}

/** Runs that were there when the event came, and whose goal it certainly is. */
function missed({ rows }: Seen, event: EventRow, known: Map<number, RunRow>): string[] {
  const { profileId, name } = event;
  if (rows.newHistory.some(({ code, profileId: whose }) => code === "run.loop-limit" && whose === profileId))
    return [];
  return [...known.values()].flatMap((before) => {
    const run = rows.runs.get(before.id);
    if (!run || run.profileId !== profileId || run.convertedAt !== null) return [];
    if (run.versionId !== before.versionId || !isFollowed(rows, run)) return [];
    return reaches(rows, run, event, run.versionId).every((isGoal) => isGoal)
      ? [`run ${run.id} reached its goal, “${name}”, and is not counted`]
      : [];
  });
}

/** Its own version counts its goal: people are inside, or it is the live one of a workflow that is not removed. */
function isFollowed({ before, now }: Rows, { status, workflowId, versionId }: RunRow): boolean {
  if (status === "active") return true;
  return [before, now].every(({ workflows }) => {
    const workflow = workflows.get(workflowId);
    return workflow?.liveVersionId === versionId && workflow.removedAt === null;
  });
}

/** Runs that have ended may be measured by the version that people are in by now. */
function versionsFor({ before, now }: Rows, { workflowId, versionId }: RunRow): number[] {
  const live = [before, now].flatMap(({ workflows }) => workflows.get(workflowId)?.liveVersionId ?? []);
  return [versionId, ...live];
}

/** Whether the event is the goal, in time: in the zone of before the step, and in that of after it. */
function reaches(
  rows: Rows,
  { profileId, startedAt }: RunRow,
  event: EventRow,
  versionId: number,
): [boolean, boolean] {
  const { goalEvent, goalDays } = rows.versions.get(versionId)!.graph.settings;
  const inTime = (standing: Standing) =>
    goalEvent === event.name &&
    event.at >= startedAt &&
    event.at < endOf(startedAt, { amount: goalDays, unit: "days" }, zoneOf(standing, profileId));
  return [inTime(rows.before), inTime(rows.now)];
}

function put(events: Map<number, EventRow[]>, event: EventRow): void {
  const known = events.get(event.profileId);
  if (known) known.push(event);
  else events.set(event.profileId, [event]);
}

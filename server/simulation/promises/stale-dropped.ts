import { endOf } from "../local-calendar.ts";
import type { Change, HistoryRow, MessageRow, Rows, RunRow, Standing, TimerRow } from "../rows.ts";
import { zoneOf } from "../rows.ts";
import type { Checker } from "./checker.ts";

/**
 * After a pause, what should have happened longer ago than the workflow allows is dropped, and nothing else is.
 *
 * When something was due is what its row said before the step; in the step in which a workflow goes on, its limit may
 * be the one of before or the one of after.
 */
export function staleDropped(): Checker {
  let timers: TimerRow[] = [];
  return {
    check({ rows, handOvers }) {
      for (const [into, visitors] of rows.merged)
        timers = timers.map((timer) =>
          visitors.includes(timer.profileId) ? { ...timer, profileId: into } : timer,
        );
      const sent = new Set(handOvers.map(({ key }) => key));
      const broken = [
        ...rows.changedMessages.flatMap((change) => ofMessage(rows, change, sent)),
        ...rows.changedRuns.flatMap((change) => [...ofWait(rows, change), ...ofEntry(rows, change, timers)]),
        ...rows.newHistory.flatMap((entry) => ofRefusal(rows, entry, timers)),
      ];
      timers = rows.timers;
      return broken;
    },
  };
}

function ofMessage(rows: Rows, { before, after }: Change<MessageRow>, sent: Set<string>): string[] {
  const run = after.runId === null ? undefined : rows.runs.get(after.runId);
  if (!run) return [];
  const dueAt = before?.dueAt ?? after.createdAt;
  const limits = versionsOf(rows, run).flatMap((versionId) =>
    limitsOf(rows, run.workflowId, versionId, true),
  );
  if (before?.status !== "handed" && sent.has(after.key) && limits.every((limit) => dueAt < limit))
    return [`message ${after.key} went out although it was too old after the pause`];
  if (after.reasonCode === "message.too-stale" && limits.every((limit) => dueAt >= limit))
    return [`message ${after.key} was dropped as too old and was not`];
  return [];
}

/** Waits that only their time ends: others may be over because of what happened meanwhile. */
function ofWait(rows: Rows, { before, after }: Change<RunRow>): string[] {
  if (before?.status !== "active" || before.state.waiting?.kind !== "time") return [];
  const { id, workflowId, profileId } = after;
  if (zoneOf(rows.before, profileId) !== zoneOf(rows.now, profileId)) return [];
  if ([rows.before, rows.now].some(({ settings }) => settings.relook !== null)) return [];
  const { until, intention } = before.state.waiting;
  const limits = limitsOf(rows, workflowId, before.versionId, false);
  const left = rows.visits.get(id)?.find(({ visit }) => visit === before.state.visit);
  const byTime =
    intention.kind === "delay" || intention.kind === "until-time"
      ? left?.port === "next"
      : intention.kind === "wait-for" && left?.port === "timeout";
  if (byTime && before.versionId === after.versionId && limits.every((limit) => until < limit))
    return [`run ${id} went on although its wait was over too long before the pause`];
  if (after.endCode === "run.too-stale" && limits.every((limit) => until >= limit) && isAt(before, after))
    return [`run ${id} was ended as too old and was not`];
  return [];
}

function isAt({ state, versionId }: RunRow, after: RunRow): boolean {
  return after.state.visit === state.visit && after.versionId === versionId;
}

/** A run that only timers begin: all that were set had been due too long ago. */
function ofEntry(rows: Rows, { before, after: run }: Change<RunRow>, timers: TimerRow[]): string[] {
  if (before !== null) return [];
  const due = timersOf(rows, run, timers);
  const limits = limitsOf(rows, run.workflowId, run.versionId, false);
  const tooOld = due.length > 0 && due.every(({ dueAt }) => limits.every((limit) => dueAt < limit));
  return tooOld ? [`run ${run.id} began although its timer was too old after the pause`] : [];
}

function ofRefusal(rows: Rows, { code, workflowId, profileId }: HistoryRow, timers: TimerRow[]): string[] {
  if (code !== "entry.too-stale" || workflowId === null) return [];
  const versionId = rows.now.workflows.get(workflowId)?.liveVersionId ?? null;
  const due = timersOf(rows, { workflowId, profileId }, timers);
  if (versionId === null || due.length === 0) return [];
  const limits = limitsOf(rows, workflowId, versionId, false);
  const young = due.every(({ dueAt }) => limits.every((limit) => dueAt >= limit));
  return young
    ? [`profile ${profileId} was not let into workflow ${workflowId} as too late and was not`]
    : [];
}

/** Timers as they were before the step, of a trigger that the step has not exchanged. */
function timersOf(
  { before, now }: Rows,
  { workflowId, profileId }: Pick<RunRow, "workflowId" | "profileId">,
  timers: TimerRow[],
): TimerRow[] {
  const since = before.workflows.get(workflowId)?.timersSince;
  if (since === undefined || now.workflows.get(workflowId)?.timersSince !== since) return [];
  return timers.filter(
    (timer) => timer.workflowId === workflowId && timer.profileId === profileId && timer.since === since,
  );
}

function versionsOf({ changedRuns }: Rows, { id, versionId }: RunRow): number[] {
  const before = changedRuns.find(({ after }) => after.id === id)?.before;
  return [versionId, before?.versionId ?? versionId];
}

/** What is due before these moments is too old; for messages the switch of all sending counts like a pause. */
function limitsOf({ before, now, versions }: Rows, workflowId: number, versionId: number, all: boolean) {
  const { staleAfter } = versions.get(versionId)!.graph.settings;
  const resumed = ({ workflows, settings }: Standing) =>
    Math.max(
      workflows.get(workflowId)?.resumedAt ?? Number.NEGATIVE_INFINITY,
      (all ? settings.sendingResumedAt : null) ?? Number.NEGATIVE_INFINITY,
    );
  const ageMs = endOf(0, staleAfter, "UTC");
  return [before, now].map((standing) => resumed(standing) - ageMs);
}

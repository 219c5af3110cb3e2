import { wordCondition } from "#workflows/condition.ts";
import { wordDuration } from "#workflows/duration.ts";
import { wordEventFilter } from "#workflows/event-filter.ts";
import type { Graph } from "#workflows/graph.ts";
import { defaultSettings, type WorkflowSettings, workflowSettings } from "#workflows/settings.ts";

/**
 * Where the settings of a workflow differ from what they are without being touched, in a few words each:
 * "Leaves on “Order Completed”". Nothing while they cannot be read.
 */
export function summariseSettings(settings: Graph["settings"]): string[] {
  const parsed = workflowSettings.safeParse(settings ?? {});
  return parsed.success ? parts.flatMap((part) => part(parsed.data) ?? []) : [];
}

const parts: ((settings: WorkflowSettings) => string | null)[] = [
  ({ reentry, reentryDays, reentryKey }) =>
    ({
      once: null,
      "after-exit": "May enter again after leaving",
      "after-days": `May enter again after ${wordDays(reentryDays)}`,
      "per-key": `Enters once for each ${reentryKey}`,
    })[reentry],
  ({ whenInside }) =>
    ({
      skip: null,
      restart: "Begins anew when somebody enters again",
      parallel: "May be inside twice at once",
    })[whenInside],
  ({ exitEvents }) =>
    exitEvents.length === 0 ? null : `Leaves on ${exitEvents.map(wordEventFilter).join(" or ")}`,
  ({ exitCondition }) => exitCondition && `Leaves when ${wordCondition(exitCondition)}`,
  ({ goalEvent, goalWhere, goalDays }) =>
    goalEvent === ""
      ? null
      : `Goal: ${wordEventFilter({ event: goalEvent, where: goalWhere })} within ${wordDays(goalDays)}`,
  ({ quietHours, quietFrom, quietTo }) =>
    ({ shop: null, own: `Quiet from ${quietFrom} to ${quietTo}`, off: "No quiet hours" })[quietHours],
  ({ caps }) => ({ shop: null, own: "Limits of its own", off: "No limit on messages" })[caps],
  ({ tracking }) => ({ shop: null, off: "Opens and clicks are not noted" })[tracking],
  ({ startsAt }) => (startsAt === "" ? null : `From ${wordLocal(startsAt)}`),
  ({ endsAt }) => (endsAt === "" ? null : `Until ${wordLocal(endsAt)}`),
  ({ staleAfter }) =>
    wordDuration(staleAfter) === wordDuration(defaultSettings.staleAfter)
      ? null
      : `Drops what is older than ${wordDuration(staleAfter)} after a pause`,
];

function wordDays(amount: number): string {
  return wordDuration({ amount, unit: "days" });
}

/** "2026-12-24 09:00" */
function wordLocal(dateTime: string): string {
  return dateTime.replace("T", " ");
}

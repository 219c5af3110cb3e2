import { wordDuration } from "#workflows/duration.ts";
import { wordEventFilter } from "#workflows/event-filter.ts";
import type { Graph } from "#workflows/graph.ts";
import { chain, type Phrase, phrase } from "#workflows/phrase.ts";
import { defaultSettings, type WorkflowSettings, workflowSettings } from "#workflows/settings.ts";
import { wordCondition } from "#workflows/word-condition.ts";

/**
 * Where the settings of a workflow differ from what they are without being touched, in a few words each:
 * "Leaves on “Order Completed”". Nothing while they cannot be read.
 */
export function summariseSettings(settings: Graph["settings"]): Phrase[] {
  const parsed = workflowSettings.safeParse(settings ?? {});
  return parsed.success ? parts.flatMap((part) => part(parsed.data) ?? []) : [];
}

const parts: ((settings: WorkflowSettings) => Phrase | null)[] = [
  ({ reentry, reentryDays, reentryKey }) =>
    ({
      once: null,
      "after-exit": phrase("May enter again after leaving"),
      "after-days": phrase("May enter again after {time}", { time: wordDays(reentryDays) }),
      "per-key": phrase("Enters once for each {key}", { key: reentryKey }),
    })[reentry],
  ({ whenInside }) =>
    ({
      skip: null,
      restart: phrase("Begins anew when somebody enters again"),
      parallel: phrase("May be inside twice at once"),
    })[whenInside],
  ({ exitEvents }) =>
    exitEvents.length === 0
      ? null
      : phrase("Leaves on {events}", {
          events: phrase(chain(exitEvents.map(wordEventFilter), "{a} or {b}")),
        }),
  ({ exitCondition }) =>
    exitCondition && phrase("Leaves when {rule}", { rule: phrase(wordCondition(exitCondition)) }),
  ({ goalEvent, goalWhere, goalDays }) =>
    goalEvent === ""
      ? null
      : phrase("Goal: {event} within {time}", {
          event: phrase(wordEventFilter({ event: goalEvent, where: goalWhere })),
          time: wordDays(goalDays),
        }),
  ({ quietHours, quietFrom, quietTo }) =>
    ({
      shop: null,
      own: phrase("Quiet from {from} to {to}", { from: quietFrom, to: quietTo }),
      off: phrase("No quiet hours"),
    })[quietHours],
  ({ caps }) => ({ shop: null, own: phrase("Limits of its own"), off: phrase("No limit on messages") })[caps],
  ({ tracking }) => ({ shop: null, off: phrase("Opens and clicks are not noted") })[tracking],
  ({ startsAt }) => (startsAt === "" ? null : phrase("From {moment}", { moment: wordLocal(startsAt) })),
  ({ endsAt }) => (endsAt === "" ? null : phrase("Until {moment}", { moment: wordLocal(endsAt) })),
  ({ staleAfter }) =>
    isUsual(staleAfter)
      ? null
      : phrase("Drops what is older than {time} after a pause", { time: wordDuration(staleAfter) }),
];

function isUsual({ amount, unit }: WorkflowSettings["staleAfter"]): boolean {
  return amount === defaultSettings.staleAfter.amount && unit === defaultSettings.staleAfter.unit;
}

function wordDays(amount: number) {
  return wordDuration({ amount, unit: "days" });
}

/** "2026-12-24 09:00" */
function wordLocal(dateTime: string): string {
  return dateTime.replace("T", " ");
}

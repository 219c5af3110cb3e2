import { type Happened, isEventNeed, measure } from "./measure.ts";
import { isMeasure, measureKey, type Need } from "./needs.ts";

const DAY_MS = 24 * 3_600_000;

/** What somebody did and when, by the name of the event, in no order. */
export type EventTimes = Readonly<Record<string, readonly Happened[]>>;

/** What rules measure of events at a moment: whatever lies after it has not happened yet. */
export function measuresAt(
  needs: readonly Need[],
  times: EventTimes,
  now: number,
  zone: string,
): Record<string, number | null> {
  const measures: Record<string, number | null> = {};
  for (const need of needs) {
    if (!isMeasure(need) || !isEventNeed(need)) continue;
    const happened = timesOf(times, need.event).filter(({ at }) => at <= now);
    measures[measureKey(need)] = measure(need, happened, now, zone);
  }
  return measures;
}

/** One more event. */
export function withTime(
  times: EventTimes,
  event: string,
  at: number,
  properties: Happened["properties"] = {},
): EventTimes {
  return { ...times, [event]: [...timesOf(times, event), { at, properties }] };
}

/** So many times of an event, spread evenly over the days before a moment. */
export function spreadTimes(count: number, withinDays: number, before: number): Happened[] {
  const stepMs = (withinDays * DAY_MS) / count;
  return Array.from({ length: count }, (_, index) => ({
    at: Math.round(before - (index + 0.5) * stepMs),
    properties: {},
  }));
}

function timesOf(times: EventTimes, event: string): readonly Happened[] {
  return Object.hasOwn(times, event) ? (times[event] ?? []) : [];
}

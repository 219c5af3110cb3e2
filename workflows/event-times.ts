import { type EventCountNeed, eventCountKey, type Facts } from "./facts.ts";

const DAY_MS = 24 * 3_600_000;

/** When somebody did what, by the name of the event, in no order. Epoch milliseconds. */
export type EventTimes = Readonly<Record<string, readonly number[]>>;

/** The counts that rules ask for at a moment: whatever lies after it has not happened yet. */
export function countsAt(
  needs: readonly EventCountNeed[],
  times: EventTimes,
  now: number,
): Facts["eventCounts"] {
  return Object.fromEntries(needs.map((need) => [eventCountKey(need), countAt(need, times, now)]));
}

function countAt({ event, withinDays }: EventCountNeed, times: EventTimes, now: number): number {
  const since = withinDays === 0 ? Number.NEGATIVE_INFINITY : now - withinDays * DAY_MS;
  const all = Object.hasOwn(times, event) ? (times[event] ?? []) : [];
  return all.filter((at) => at >= since && at <= now).length;
}

/** One more time at which an event happened. */
export function withTime(times: EventTimes, event: string, at: number): EventTimes {
  return { ...times, [event]: [...(Object.hasOwn(times, event) ? (times[event] ?? []) : []), at] };
}

/** So many times of an event, spread evenly over the days before a moment. */
export function spreadTimes(count: number, withinDays: number, before: number): number[] {
  const stepMs = (withinDays * DAY_MS) / count;
  return Array.from({ length: count }, (_, index) => Math.round(before - (index + 0.5) * stepMs));
}

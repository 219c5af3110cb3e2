import { matchesWhere } from "./matches-where.ts";
import {
  type CountNeed,
  type MeasureNeed,
  type OccurredNeed,
  readKey,
  type TotalNeed,
  type WhichEvents,
} from "./needs.ts";
import { numberIn } from "./read-path.ts";
import { entersAt, isInWindow, leavesAt, windowOf } from "./rule-window.ts";

/** An event of a name that is known: when it was, and with what. */
export interface Happened {
  at: number;
  properties: Record<string, unknown>;
}

/** A need that events alone answer. */
export type EventNeed = CountNeed | TotalNeed | OccurredNeed;

export function isEventNeed(need: MeasureNeed): need is EventNeed {
  return need.kind === "count" || need.kind === "total" || need.kind === "occurred";
}

/** What a need comes to at a moment, by the events of its name in whatever order; null where there is nothing to measure. */
export function measure(
  need: EventNeed,
  happened: readonly Happened[],
  now: number,
  zone: string,
): number | null {
  const counted = happened.filter((event) => counts(need, event, zone));
  if (need.kind === "occurred") return need.which === "first" ? least(counted) : most(counted);
  const window = windowOf(need, now);
  const inside = counted.filter(({ at }) => isInWindow(at, window));
  if (need.kind === "count") return inside.length;
  const numbers = inside.map(({ properties }) => numberIn(properties, need.property) ?? 0);
  switch (need.of) {
    case "count":
      return numbers.length;
    case "sum":
      return numbers.reduce((sum, value) => sum + value, 0);
    case "max":
      return numbers.reduce<number | null>((max, value) => (max === null || value > max ? value : max), null);
    case "min":
      return numbers.reduce<number | null>((min, value) => (min === null || value < min ? value : min), null);
  }
}

/** When those events were that are in the window of a need or will come into it or leave it, the newest first. */
export function turningTimes(
  need: CountNeed | TotalNeed,
  happened: readonly Happened[],
  now: number,
  zone: string,
): number[] {
  return happened
    .filter((event) => counts(need, event, zone))
    .map(({ at }) => at)
    .filter((at) => (entersAt(at, need) ?? 0) > now || (leavesAt(at, need) ?? Number.POSITIVE_INFINITY) > now)
    .sort((a, b) => b - a);
}

/** The measures with one more event, which happens now. */
export function withEvent(
  measures: Readonly<Record<string, number | null>>,
  event: { name: string; properties: Record<string, unknown> },
  now: number,
  zone: string,
): Record<string, number | null> {
  const happened = { at: now, properties: event.properties };
  return Object.fromEntries(
    Object.entries(measures).map(([key, value]) => {
      const need = readKey(key);
      const isIt = isEventNeed(need) && need.event === event.name && counts(need, happened, zone);
      return [key, isIt ? oneMore(need, value, happened) : value];
    }),
  );
}

function oneMore(need: EventNeed, value: number | null, { at, properties }: Happened): number | null {
  if (need.kind === "occurred") return need.which === "first" ? (value ?? at) : Math.max(value ?? at, at);
  if (!isInWindow(at, windowOf(need, at))) return value;
  if (need.kind === "count" || need.of === "count") return (value ?? 0) + 1;
  const number = numberIn(properties, need.property) ?? 0;
  if (need.of === "sum") return (value ?? 0) + number;
  return need.of === "max" ? Math.max(value ?? number, number) : Math.min(value ?? number, number);
}

/** Whether an event of the need's name is one that it counts. */
function counts(
  need: WhichEvents & Partial<Pick<TotalNeed, "property">>,
  event: Happened,
  zone: string,
): boolean {
  if (need.property !== undefined && numberIn(event.properties, need.property) === null) return false;
  return matchesWhere(need.where, event, zone);
}

function least(events: readonly Happened[]): number | null {
  return events.reduce<number | null>((min, { at }) => (min === null || at < min ? at : min), null);
}

function most(events: readonly Happened[]): number | null {
  return events.reduce<number | null>((max, { at }) => (max === null || at > max ? at : max), null);
}

import type { Duration } from "#workflows/duration.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * What calendars say in a zone, worked out with Intl alone: whoever checks promises about time must not ask the code
 * that keeps them.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The zone's clock at a moment, read as if it were UTC. */
export function wallClock(at: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = parts as Record<string, number>;
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) + (((at % 1000) + 1000) % 1000);
}

/** The moment at which the zone's clock shows this; a skipped time is as much later, of a doubled one the first counts. */
export function momentOf(wall: number, zone: string): number {
  const offsets = [-DAY_MS, DAY_MS].map((away) => wallClock(wall + away, zone) - (wall + away));
  const candidates = offsets.map((offset) => wall - offset).filter((at) => wallClock(at, zone) === wall);
  return candidates.length > 0 ? Math.min(...candidates) : wall - offsets[0]!;
}

/** The moment after a wait that began at `from`, days and weeks counted on the zone's calendar. */
export function endOf(from: number, { amount, unit }: Duration, zone: string): number {
  if (unit === "minutes") return from + amount * MINUTE_MS;
  if (unit === "hours") return from + amount * 60 * MINUTE_MS;
  const days = unit === "weeks" ? amount * 7 : amount;
  return momentOf(wallClock(from, zone) + days * DAY_MS, zone);
}

/** When the zone's clock first shows a time of day after `from`, on one of these weekdays: 1 is Monday, 7 is Sunday. */
export function nextTime(from: number, time: string, weekdays: readonly number[], zone: string): number {
  const today = Math.floor(wallClock(from, zone) / DAY_MS);
  for (let day = today - 1; ; day++) {
    // 1 January 1970 was a Thursday.
    const weekday = ((day + 3) % 7) + 1;
    const at = momentOf(day * DAY_MS + timeMs(time), zone);
    if (weekdays.includes(weekday) && at > from) return at;
  }
}

/** Whether quiet hours hold at a moment: from `from` on, until `to`, over midnight where `to` is the earlier. */
export function isQuiet(at: number, { from, to }: { from: string; to: string }, zone: string): boolean {
  const today = Math.floor(wallClock(at, zone) / DAY_MS) * DAY_MS;
  return [today - DAY_MS, today].some((day) => {
    const end = to > from ? day : day + DAY_MS;
    return momentOf(day + timeMs(from), zone) <= at && at < momentOf(end + timeMs(to), zone);
  });
}

/** Names the day, week (from Monday) or month of the zone's calendar that a moment is in. */
export function windowOf(at: number, per: "day" | "week" | "month", zone: string): string {
  const day = Math.floor(wallClock(at, zone) / DAY_MS);
  if (per === "day") return `day ${day}`;
  // 1 January 1970 was a Thursday.
  if (per === "week") return `week ${Math.floor((day + 3) / 7)}`;
  return `month ${new Date(day * DAY_MS).toISOString().slice(0, 7)}`;
}

function timeMs(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours! * 60 + minutes!) * MINUTE_MS;
}

import { Temporal } from "temporal-polyfill";
import type { Span } from "#server/store/step-counts.ts";
import type { LiveWindow } from "#workflows/live-window.ts";

const HOUR_MS = 3_600_000;
const HOURS = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

/**
 * From when until when a window is. It begins and ends with an hour, because that is how people are counted: in zones
 * that are half an hour apart from others, a day does so too.
 */
export function spanOf(window: LiveWindow, { now, timezone }: { now: number; timezone: string }): Span {
  if (window.kind === "named") {
    if (window.name === "all") return { from: null, until: null };
    return { from: hourOf(now - HOURS[window.name] * HOUR_MS), until: null };
  }
  const beginning = (day: Temporal.PlainDate) => hourOf(day.toZonedDateTime(timezone).epochMilliseconds);
  const to = Temporal.PlainDate.from(window.to).add({ days: 1 });
  return { from: beginning(Temporal.PlainDate.from(window.from)), until: beginning(to) };
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

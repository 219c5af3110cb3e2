import { formatDateTime } from "#components/ui/format-time.ts";
import type { OneOffSchedule } from "#workflows/one-off.ts";
import type { Words } from "./one-off-words.ts";

const DAY_MS = 24 * 60 * 60_000;

export type Timing = "now" | "shop" | "local";

export function timingOf({ at, local }: OneOffSchedule): Timing {
  if (at === null) return "now";
  return local ? "local" : "shop";
}

/** Nine o'clock of the next day in a zone: "2026-12-24T09:00". */
export function tomorrowMorning(now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now + DAY_MS);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((known) => known.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")}T09:00`;
}

/** "24 Dec 2026, 09:00": a time on a wall clock, whoever's. */
export function wordLocal(at: string, { t, language }: Words): string {
  const moment = Date.parse(`${at}Z`);
  return Number.isNaN(moment) ? t("timing.noDate") : formatDateTime(moment, "UTC", language);
}

/** When it goes out, for lists and questions: "on 24 Dec 2026, 09:00 (Europe/Berlin)". */
export function wordTiming(schedule: OneOffSchedule, zone: string, words: Words): string {
  const { t } = words;
  if (schedule.at === null) return t("timing.now");
  const time = wordLocal(schedule.at, words);
  return schedule.local ? t("timing.local", { time }) : t("timing.shop", { time, zone });
}

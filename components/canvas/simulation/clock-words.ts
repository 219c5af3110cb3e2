"use client";

import { useLocale, useTranslations } from "next-intl";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How the panel writes moments and spans of time, for the reader's language and the person's zone. */
export function useClockWords(timeZone: string) {
  const t = useTranslations("simulation.clock");
  const locale = useLocale();
  // British English puts the day first and counts to 24 hours.
  const tag = locale === "en" ? "en-GB" : locale;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone });
  const date = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: "long", timeZone: "UTC" });
  return {
    date: (at: number) => date.format(at),
    time: (at: number) => time.format(at),
    moment: (at: number) => t("join", { first: date.format(at), second: time.format(at) }),
    /** 1 is Monday. 1 January 2024 was one. */
    weekday: (day: number) => weekday.format(Date.UTC(2024, 0, day)),
    list: (names: string[]) => new Intl.ListFormat(tag, { type: "disjunction" }).format(names),
    /** "3 days, 2 hours": the two largest units that count. */
    span: (ms: number) => {
      const [days, hours, minutes] = [
        Math.floor(ms / DAY_MS),
        Math.floor((ms % DAY_MS) / HOUR_MS),
        Math.floor((ms % HOUR_MS) / MINUTE_MS),
      ];
      const parts = [
        ...(days > 0 ? [t("days", { count: days })] : []),
        ...(hours > 0 ? [t("hours", { count: hours })] : []),
        ...(days === 0 && (minutes > 0 || hours === 0) ? [t("minutes", { count: minutes })] : []),
      ];
      const [first = "", second] = parts;
      return second ? t("join", { first, second }) : first;
    },
  };
}

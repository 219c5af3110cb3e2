"use client";

import { useSearchParams } from "next/navigation";

/** How many days one can look back, today included. */
export const RANGE_DAYS = [7, 30, 90, 365] as const;
const RANGE_USUAL: RangeDays = 30;
/** From so many days on, days are too many points to read. */
const WEEKS_FROM_DAYS = 90;

export type RangeDays = (typeof RANGE_DAYS)[number];
export type RangePeriod = "day" | "week";
export interface Range {
  days: RangeDays;
  period: RangePeriod;
}

/** The span that results are about. It stands in the address, so that it can be shared. */
export function useRange(): { range: Range; set(part: Partial<Range>): void } {
  const search = useSearchParams();
  const range = readRange(search);
  function set(part: Partial<Range>) {
    const next = new URLSearchParams(search);
    if (part.days) {
      next.set("days", String(part.days));
      next.delete("by");
    }
    if (part.period) next.set("by", part.period);
    // Unlike the router, this asks the server for no new page.
    window.history.replaceState(null, "", `?${next}`);
  }
  return { range, set };
}

/** What the address asks for; what cannot be read has its usual value. */
export function readRange(search: Pick<URLSearchParams, "get">): Range {
  const days = RANGE_DAYS.find((known) => String(known) === search.get("days")) ?? RANGE_USUAL;
  const by = search.get("by");
  const usual = days >= WEEKS_FROM_DAYS ? "week" : "day";
  return { days, period: by === "day" || by === "week" ? by : usual };
}

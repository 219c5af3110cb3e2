"use client";

import { formatDateTime } from "#components/ui/format-time.ts";

/** The time of the simulated run, where the profile lives. */
export function FastClock({ at, timeZone }: { at: number | null; timeZone: string }) {
  if (at === null) return null;
  const [date, time] = formatDateTime(at, timeZone).split(", ");
  return (
    <div
      className="flex items-baseline justify-between gap-3 rounded-lg border bg-sunken px-4 py-3"
      data-figures
    >
      <time dateTime={new Date(at).toISOString()} className="flex flex-col">
        <span className="text-[1.75rem] leading-none font-semibold tracking-[-0.03em]">{time}</span>
        <span className="mt-1.5 text-sm">{date}</span>
      </time>
      <span className="text-right text-xs text-muted">{timeZone.replaceAll("_", " ")}</span>
    </div>
  );
}

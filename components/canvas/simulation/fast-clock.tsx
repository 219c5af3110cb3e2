"use client";

import { useTranslations } from "next-intl";
import { useClockWords } from "./clock-words.ts";

type Props = { at: number | null; startAt: number; timeZone: string };

/** The time of the simulated run, where the profile lives, and how long it has been under way. */
export function FastClock({ at, startAt, timeZone }: Props) {
  const t = useTranslations("simulation.clock");
  const words = useClockWords(timeZone);
  if (at === null) return null;
  const passed = at - startAt;
  return (
    <div className="flex items-end justify-between gap-3 rounded-lg border bg-sunken px-4 py-3" data-figures>
      <time dateTime={new Date(at).toISOString()} className="flex flex-col">
        <span className="text-[1.75rem] leading-none font-semibold tracking-[-0.03em]">{words.time(at)}</span>
        <span className="mt-1.5 text-sm">{words.date(at)}</span>
      </time>
      <span className="flex flex-col gap-1 text-right text-xs text-muted">
        <span>{passed < 60_000 ? t("start") : t("since", { time: words.span(passed) })}</span>
        <span>{timeZone.replaceAll("_", " ")}</span>
      </span>
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useNow } from "#components/shell/session.tsx";
import { Input } from "#components/ui/input.tsx";
import { type LiveWindow, namedWindows } from "#workflows/live-window.ts";
import { useLive } from "./live-context.tsx";

const DAYS_BACK = 30;
const DAY_MS = 24 * 3_600_000;
const OPTION =
  "flex h-7 cursor-pointer items-center rounded-sm px-2 text-xs font-medium text-muted hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-ember pointer-coarse:h-9";

/** Chooses the time that the numbers on the steps are of. */
export function WindowBar() {
  const t = useTranslations("live");
  const name = useId();
  const now = useNow();
  const live = useLive();
  if (!live) return null;
  const { window, setWindow, failed } = live;
  const options: { value: string; short: string; full: string; window: LiveWindow }[] = [
    ...namedWindows.map((value) => ({
      ...{ value, short: t(`window.short.${value}`), full: t(`window.${value}`) },
      window: { kind: "named" as const, name: value },
    })),
    {
      ...{ value: "days", short: t("window.short.days"), full: t("window.days") },
      window: { kind: "days", from: dayOf(now - DAYS_BACK * DAY_MS), to: dayOf(now) },
    },
  ];
  const chosen = window.kind === "named" ? window.name : "days";
  return (
    <div className="rounded-md border bg-raised p-0.5 shadow-card">
      <fieldset className="flex rounded-sm bg-sunken">
        <legend className="sr-only">{t("window.label")}</legend>
        {options.map(({ value, short, full, window }) => (
          <label key={value} title={full} className={OPTION}>
            <input
              type="radio"
              name={name}
              aria-label={full}
              checked={chosen === value}
              onChange={() => setWindow(window)}
              className="sr-only"
            />
            {short}
          </label>
        ))}
      </fieldset>
      {window.kind === "days" && <Days from={window.from} to={window.to} onChange={setWindow} />}
      {failed && <p className="max-w-64 px-2 py-1 text-xs text-danger">{t("error")}</p>}
    </div>
  );
}

type DaysProps = { from: string; to: string; onChange(window: LiveWindow): void };

function Days({ from, to, onChange }: DaysProps) {
  const t = useTranslations("live.window");
  const [days, setDays] = useState({ from, to });
  const wrong = days.from !== "" && days.to !== "" && days.from > days.to;

  function change(next: typeof days) {
    setDays(next);
    if (next.from !== "" && next.to !== "" && next.from <= next.to) onChange({ kind: "days", ...next });
  }
  return (
    <div className="flex flex-wrap items-center gap-1 p-1">
      {(["from", "to"] as const).map((side) => (
        <Input
          key={side}
          type="date"
          aria-label={t(side)}
          aria-invalid={wrong || undefined}
          className="h-8 w-34 text-xs"
          value={days[side]}
          onChange={(event) => change({ ...days, [side]: event.target.value })}
        />
      ))}
      {wrong && <p className="w-full px-1 text-xs text-danger">{t("wrongOrder")}</p>}
    </div>
  );
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

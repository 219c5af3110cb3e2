"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type CronParts, cronParts, makeCron } from "#workflows/cron.ts";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { readNumber } from "./number-control.tsx";
import { WeekdayButtons } from "./weekdays-control.tsx";

type Kind = CronParts["kind"];

const KINDS = ["day", "weekdays", "month-day", "custom"] as const satisfies Kind[];
const DEFAULT_TIME = "09:00";
const WORKING_DAYS = [1, 2, 3, 4, 5];
const DAY_IN_EVERY_MONTH_MAX = 28;

/** A cron line, chosen in words. */
export function CronControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.cron");
  const line = textOf(value);
  const read = cronParts(line);
  // A line that has words is shown as a line all the same to somebody who asked for that.
  const [ownLine, setOwnLine] = useState(false);
  const parts: CronParts = ownLine ? { kind: "custom", line } : read;

  function choose(kind: Kind) {
    setOwnLine(kind === "custom");
    if (kind !== "custom") onChange(makeCron(startOf(kind, read)));
  }

  return (
    <ControlGroup label={field.label} help={field.help} error={problems[0]?.message}>
      <Select
        aria-label={field.label}
        options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={parts.kind}
        onValueChange={(kind) => choose(KINDS.find((known) => known === kind) ?? "day")}
      />
      {parts.kind === "weekdays" && (
        <WeekdayButtons
          chosen={parts.weekdays}
          // At least one stays: a line without a day is no line.
          onChange={(weekdays) => weekdays.length > 0 && onChange(makeCron({ ...parts, weekdays }))}
        />
      )}
      {parts.kind === "custom" ? (
        <Input
          aria-label={t("line")}
          placeholder="0 9 * * 1"
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          value={line}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm text-muted">
          {parts.kind === "month-day" && (
            <>
              <span>{t("day")}</span>
              <Input
                aria-label={t("dayOfMonth")}
                type="number"
                inputMode="numeric"
                min={1}
                max={31}
                className="w-18"
                value={parts.day}
                onChange={(event) => changeDay(parts, readNumber(event.target.value), onChange)}
              />
            </>
          )}
          <span>{t(parts.kind === "month-day" ? "dayAt" : "at")}</span>
          <Input
            aria-label={t("time")}
            type="time"
            className="w-32"
            value={parts.time}
            // An emptied time keeps the last one for the same reason.
            onChange={({ target }) =>
              target.value !== "" && onChange(makeCron({ ...parts, time: target.value }))
            }
          />
          {parts.kind === "month-day" && parts.day > DAY_IN_EVERY_MONTH_MAX && (
            <p className="basis-full">{t("leftOut")}</p>
          )}
        </div>
      )}
    </ControlGroup>
  );
}

/** What another choice begins with: the time that was there. */
function startOf(kind: Exclude<Kind, "custom">, before: CronParts): CronParts {
  const time = before.kind === "custom" ? DEFAULT_TIME : before.time;
  if (kind === "weekdays") return { kind, time, weekdays: WORKING_DAYS };
  return kind === "month-day" ? { kind, time, day: 1 } : { kind, time };
}

function changeDay(
  parts: Extract<CronParts, { kind: "month-day" }>,
  day: number | undefined,
  onChange: (line: string) => void,
) {
  if (day !== undefined && Number.isInteger(day) && day >= 1 && day <= 31)
    onChange(makeCron({ ...parts, day }));
}

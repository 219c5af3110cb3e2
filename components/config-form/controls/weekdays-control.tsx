"use client";

import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import type { ControlProps } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";

/** 1 is Monday. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Days of the week, as numbers from 1 for Monday. */
export function WeekdaysControl({ field, value, problems, onChange }: ControlProps) {
  const chosen = Array.isArray(value) ? value.filter((day): day is number => typeof day === "number") : [];
  return (
    <ControlGroup label={field.label} help={field.help} error={problems[0]?.message}>
      <WeekdayButtons chosen={chosen} onChange={onChange} />
    </ControlGroup>
  );
}

/** Seven buttons, each pressed or not. */
export function WeekdayButtons({ chosen, onChange }: { chosen: number[]; onChange(days: number[]): void }) {
  const t = useTranslations("config-form.weekdays");
  return (
    <div className="flex gap-1">
      {WEEKDAYS.map((day) => {
        const on = chosen.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-label={t(`name.${day}`)}
            aria-pressed={on}
            onClick={() =>
              onChange(on ? chosen.filter((other) => other !== day) : [...chosen, day].sort((a, b) => a - b))
            }
            className={cn(
              "flex h-control min-w-0 flex-1 items-center justify-center rounded-md border text-sm font-medium",
              "transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50",
              on
                ? "border-ember-line bg-ember-soft text-ember-ink"
                : "border-line-strong/60 bg-raised text-muted hover:bg-sunken",
            )}
          >
            {t(`short.${day}`)}
          </button>
        );
      })}
    </div>
  );
}

"use client";

import { cn } from "#components/ui/cn.ts";
import type { ControlProps } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";

/** 1 is Monday. */
const WEEKDAYS = [
  { day: 1, short: "Mo", name: "Monday" },
  { day: 2, short: "Tu", name: "Tuesday" },
  { day: 3, short: "We", name: "Wednesday" },
  { day: 4, short: "Th", name: "Thursday" },
  { day: 5, short: "Fr", name: "Friday" },
  { day: 6, short: "Sa", name: "Saturday" },
  { day: 7, short: "Su", name: "Sunday" },
];

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
  return (
    <div className="flex gap-1">
      {WEEKDAYS.map(({ day, short, name }) => {
        const on = chosen.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-label={name}
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
            {short}
          </button>
        );
      })}
    </div>
  );
}

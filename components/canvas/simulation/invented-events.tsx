"use client";

import { useTranslations } from "next-intl";
import { EventNameInput } from "#components/config-form/controls/event-name-input.tsx";
import { Input } from "#components/ui/input.tsx";
import type { InventedPerson } from "#workflows/invented-person.ts";
import { Rows } from "./rows.tsx";

const EVENTS_MAX = 20;
const TIMES_MAX = 1000;
const DAYS_MAX = 3650;

type Row = InventedPerson["events"][number];
const NEW: Row = { event: "", times: 1, withinDays: 30 };

type Props = { rows: readonly Row[]; onChange(rows: Row[]): void };

/** What an invented person has done: "Order Completed, 3 times in the last 30 days". */
export function InventedEvents({ rows, onChange }: Props) {
  const t = useTranslations("simulation.invent");
  return (
    <>
      <p className="-mt-2 text-sm text-muted">{t("eventsHelp")}</p>
      <Rows
        rows={rows}
        newRow={NEW}
        max={EVENTS_MAX}
        addLabel={t("addEvent")}
        removeLabel={(number) => t("removeEvent", { number })}
        onChange={onChange}
      >
        {(row, change, number) => (
          <>
            <div className="w-full">
              <EventNameInput
                aria-label={t("eventName", { number })}
                placeholder="Order Completed"
                value={row.event}
                onChange={(event) => change({ ...row, event })}
              />
            </div>
            <Count
              label={t("eventTimes", { number })}
              value={row.times}
              min={0}
              max={TIMES_MAX}
              onChange={(times) => change({ ...row, times })}
            />
            <span className="text-sm text-muted">{t("times")}</span>
            <Count
              label={t("eventDays", { number })}
              value={row.withinDays}
              min={1}
              max={DAYS_MAX}
              onChange={(withinDays) => change({ ...row, withinDays })}
            />
            <span className="text-sm text-muted">{t("days")}</span>
          </>
        )}
      </Rows>
    </>
  );
}

type CountProps = { label: string; value: number; min: number; max: number; onChange(value: number): void };

function Count({ label, value, min, max, onChange }: CountProps) {
  return (
    <Input
      type="number"
      aria-label={label}
      className="w-20"
      min={min}
      max={max}
      value={value}
      onChange={(event) => {
        const entered = Math.round(event.target.valueAsNumber);
        if (Number.isFinite(entered)) onChange(Math.min(Math.max(entered, min), max));
      }}
    />
  );
}

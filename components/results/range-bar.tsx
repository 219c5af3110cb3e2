"use client";

import { useTranslations } from "next-intl";
import { Select } from "#components/ui/select.tsx";
import { RANGE_DAYS, type Range, type RangePeriod } from "./use-range.ts";

type Props = { range: Range; onChange(part: Partial<Range>): void };
const PERIODS = ["day", "week"] as const satisfies RangePeriod[];

/** Which time is looked at, and in what steps. */
export function RangeBar({ range, onChange }: Props) {
  const t = useTranslations("results.range");
  return (
    <div className="grid grid-cols-2 gap-2 py-4 sm:flex">
      <Select
        aria-label={t("label")}
        className="sm:w-48"
        options={RANGE_DAYS.map((days) => ({ value: String(days), label: t("days", { days }) }))}
        value={String(range.days)}
        onValueChange={(value) => onChange({ days: RANGE_DAYS.find((days) => String(days) === value) ?? 30 })}
      />
      <Select
        aria-label={t("period")}
        className="sm:w-32"
        options={PERIODS.map((period) => ({ value: period, label: t(period) }))}
        value={range.period}
        onValueChange={(value) => onChange({ period: value === "week" ? "week" : "day" })}
      />
    </div>
  );
}

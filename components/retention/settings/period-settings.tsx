"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Asked, isByDays, PERIODS } from "../asked.ts";
import type { Metric, Period } from "../outputs.ts";
import type { SetAsked } from "../use-asked.ts";

const CUSTOM = "custom";
/** What is offered besides days of one's own. */
const LAST: Record<Period, readonly number[]> = {
  day: [14, 30, 90, 180, 365],
  week: [8, 12, 26, 52],
  month: [6, 12, 24, 36],
};
const DAYS = [30, 90, 180, 365, 730] as const;
/** Of these, each day is shown. */
const EACH_DAY = LAST.day;

type Props = { metric: Metric; asked: Asked; set: SetAsked };

/** By what the time is divided, and how much of it is looked at. */
export function PeriodSettings({ metric, asked, set }: Props) {
  const t = useTranslations("retention.settings");
  const { period } = asked;
  const byDays = isByDays(metric);
  return (
    <>
      {!byDays && (
        <Field label={t("period")} className="w-32">
          <Select
            value={period}
            options={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
            // What was chosen for other periods says nothing about these.
            onValueChange={(value) => set({ period: value, last: null, windows: null, ranges: null })}
          />
        </Field>
      )}
      {!byDays && period === "week" && <WeekStartSetting asked={asked} set={set} />}
      <SpanSetting
        asked={asked}
        set={set}
        offered={metric === "active" ? EACH_DAY : byDays ? DAYS : LAST[period]}
      />
    </>
  );
}

/** The day that weeks begin with: the shop's own until another one is chosen. */
function WeekStartSetting({ asked, set }: Pick<Props, "asked" | "set">) {
  const t = useTranslations("retention.settings");
  const api = useApi();
  const { data: shop } = useQuery(api.settings.get.queryOptions());
  const usual = shop?.weekStart ?? null;
  return (
    <Field label={t("weekStart")} className="w-36">
      <Select
        value={String(asked.weekStart ?? usual ?? "")}
        options={(["1", "7"] as const).map((value) => ({ value, label: t(`weekStarts.${value}`) }))}
        onValueChange={(value) => set({ week: value === String(usual) ? null : value })}
      />
    </Field>
  );
}

function SpanSetting({ asked, set, offered }: Pick<Props, "asked" | "set"> & { offered: readonly number[] }) {
  const t = useTranslations("retention.settings");
  const { span, period } = asked;
  const last = "last" in span ? span.last : null;
  const counts = last === null || offered.includes(last) ? offered : [...offered, last].sort((a, b) => a - b);
  return (
    <>
      <Field label={t("span")} className="w-44">
        <Select
          value={last === null ? CUSTOM : String(last)}
          options={[
            ...counts.map((count) => ({ value: String(count), label: t(`last.${period}`, { count }) })),
            { value: CUSTOM, label: t("custom") },
          ]}
          onValueChange={(value) => {
            if (value === CUSTOM) set({ last: null, ...lastYear() });
            else set({ last: value, from: null, to: null });
          }}
        />
      </Field>
      {"from" in span && (
        <>
          <Field label={t("from")} className="w-40">
            <Input
              type="date"
              value={span.from}
              max={span.to}
              required
              onChange={({ target }) => target.value && set({ from: target.value, to: span.to })}
            />
          </Field>
          <Field label={t("to")} className="w-40">
            <Input
              type="date"
              value={span.to}
              min={span.from}
              required
              onChange={({ target }) => target.value && set({ from: span.from, to: target.value })}
            />
          </Field>
        </>
      )}
    </>
  );
}

/** Days to begin choosing from. */
function lastYear(): { from: string; to: string } {
  const to = new Date();
  const from = new Date(to);
  from.setFullYear(to.getFullYear() - 1);
  return { from: isoDay(from), to: isoDay(to) };
}

function isoDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

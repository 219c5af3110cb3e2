"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Chart } from "#components/charts/chart.ts";
import { ChartView } from "#components/charts/chart-view.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { WorkflowResults } from "./outputs.ts";
import type { ResultWords } from "./result-words.ts";
import type { RangePeriod } from "./use-range.ts";

/** Longer than this, days are told with their year. */
const YEAR_MS = 330 * 24 * 3_600_000;

type Props = {
  workflowId: number;
  results: WorkflowResults;
  words: ResultWords;
  period: RangePeriod;
};

/** The results by the day, or week, on which people entered; pressing one opens those runs. */
export function ResultChart({ workflowId, results, words, period }: Props) {
  const t = useTranslations("results.chart");
  const figures = useTranslations("results.figures");
  const router = useRouter();
  const { series, goalEvent, now } = results;
  const withYear = (series.at(-1)?.start ?? 0) - (series[0]?.start ?? 0) > YEAR_MS;
  const labels = series.map(({ start }) => words.day(start, withYear));
  const titles =
    period === "day"
      ? { people: t("people"), revenue: t("revenue") }
      : { people: t("peopleByWeek"), revenue: t("revenueByWeek") };
  const opens = ({ start, end }: { start: number; end: number }, goal = "") =>
    `/workflows/${workflowId}/runs?from=${words.isoDay(start)}&until=${words.isoDay(end - 1)}${goal}`;
  const line = (name: string, key: "entered" | "reached" | "converted", goal = "") => ({
    name,
    points: series.map((one) => ({
      value: one[key],
      text: words.count(one[key]),
      unfinished: one.end > now,
      opens: opens(one, goal),
    })),
  });
  const people: Chart<string> = {
    kind: "line",
    label: titles.people,
    labels,
    series: [
      line(figures("entered"), "entered"),
      line(figures("reached"), "reached"),
      ...(goalEvent === null ? [] : [line(figures("converted"), "converted", "&goal=yes")]),
    ],
    format: (value) => words.count(value),
  };
  const revenue: Chart<string> = {
    kind: "bars",
    label: titles.revenue,
    labels,
    series: [
      {
        name: figures("revenue"),
        points: series.map((one) => ({
          value: one.revenue,
          text: words.money(one.revenue),
          unfinished: one.end > now,
          opens: opens(one),
        })),
      },
    ],
    format: (value) => words.money(value),
  };
  const open = (to: string) => router.push(to);
  return (
    <>
      <Drawn title={titles.people}>
        <ChartView chart={people} onOpen={open} />
      </Drawn>
      {results.total.orders > 0 && (
        <Drawn title={titles.revenue}>
          <ChartView chart={revenue} onOpen={open} />
        </Drawn>
      )}
    </>
  );
}

function Drawn({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>{children}</CardBody>
    </Card>
  );
}

import type { useTranslations } from "next-intl";
import { shareOf } from "../figures.ts";
import type { Report } from "../report.ts";
import { asOf, type ReportContext } from "./context.ts";

export type ClvWords = ReturnType<typeof useTranslations<"retention.clv">>;

/** What customers have brought so far, by when they first ordered. */
export function clvReport(context: ReportContext<"clv">, t: ClvWords): Report {
  const { answer, figures } = context;
  const { cohorts, customers, value, inOtherCurrencies } = answer.result;
  const asked = asOf(context);
  const labels = cohorts.map((cohort) => figures.period(cohort, cohorts));
  const opens = (people: number, cohort: number | null) =>
    people > 0
      ? {
          title: cohort === null ? t("people.all") : t("people.one", { period: labels[cohort] ?? "" }),
          behind: {
            metric: "clv" as const,
            asked,
            cell: { cohort: cohort === null ? null : (cohorts[cohort]?.start ?? 0) },
          },
        }
      : undefined;
  const mean = (sum: number, of: number) => shareOf({ count: sum, of });
  return {
    isEmpty: customers === 0,
    figures: [
      {
        label: t("average"),
        text: figures.money(mean(value, customers)),
        hint: t("averageHint"),
        opens: opens(customers, null),
      },
      { label: t("customers"), text: figures.count(customers), opens: opens(customers, null) },
      { label: t("value"), text: figures.money(value), opens: opens(customers, null) },
    ],
    charts: [
      {
        kind: "line",
        label: t("chart"),
        labels,
        series: [
          {
            name: t("average"),
            points: cohorts.map((cohort, place) => ({
              value: mean(cohort.value, cohort.customers),
              text: t("point", {
                average: figures.money(mean(cohort.value, cohort.customers)),
                count: figures.count(cohort.customers),
              }),
              unfinished: !cohort.isFinished,
              opens: opens(cohort.customers, place),
            })),
          },
        ],
        format: figures.money,
      },
    ],
    tables: [
      {
        label: t("table"),
        columns: [t("cohort"), t("customers"), t("value"), t("average")],
        rows: cohorts.map((cohort, place) => ({
          head: labels[place] ?? "",
          cells: [
            { text: figures.count(cohort.customers), opens: opens(cohort.customers, place) },
            { text: figures.money(cohort.value), opens: opens(cohort.customers, place) },
            {
              text: figures.money(mean(cohort.value, cohort.customers)),
              opens: opens(cohort.customers, place),
            },
          ],
        })),
      },
    ],
    notes: inOtherCurrencies > 0 ? [t("otherCurrencies", { count: inOtherCurrencies })] : [],
    csv: [
      [t("cohort"), t("customers"), t("value"), t("average")],
      ...cohorts.map((cohort) => {
        const average = mean(cohort.value, cohort.customers);
        return [
          figures.isoDay(cohort.start),
          cohort.customers,
          cohort.value / 100,
          average === null ? null : average / 100,
        ];
      }),
    ],
  };
}

import type { useTranslations } from "next-intl";
import type { ChartPoint } from "#components/charts/chart.ts";
import type { Opened, Report } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type RevenueWords = ReturnType<typeof useTranslations<"retention.revenue">>;

/** What people paid, period by period, and what an order is worth. */
export function revenueReport(context: ReportContext<"revenue">, t: RevenueWords): Report {
  const { answer, figures } = context;
  const { periods, inOtherCurrencies } = answer.result;
  const asked = asOf(context);
  const labels = periods.map((period) => figures.period(period, periods));
  const opens = (place: number | null, of: CellOf<"revenue">["of"], some: boolean) => {
    if (!some) return undefined;
    const name = place === null ? t("people.wholeTime") : (labels[place] ?? "");
    const period = place === null ? null : (periods[place]?.start ?? 0);
    return {
      title: t(`people.${of}`, { period: name }),
      behind: { metric: "revenue" as const, asked, cell: { period, of } },
    };
  };
  const sum = (name: "orders" | "revenue" | "refunds") =>
    periods.reduce((all, period) => all + period[name], 0);
  const [orders, revenue, refunds] = [sum("orders"), sum("revenue"), sum("refunds")];
  const chart = (
    label: string,
    format: (value: number) => string,
    value: (period: (typeof periods)[number]) => number | null,
  ) => ({
    kind: "line" as const,
    label,
    labels,
    series: [
      {
        name: label,
        points: periods.map((period, place): ChartPoint<Opened> => {
          const found = value(period);
          return {
            value: found,
            text: found === null ? figures.money(null) : format(found),
            unfinished: !period.isFinished,
            opens: opens(place, "buyers", period.buyers > 0),
          };
        }),
      },
    ],
    format,
  });
  return {
    isEmpty: orders === 0 && refunds === 0,
    figures: [
      {
        label: t("revenue"),
        text: figures.money(revenue),
        hint: t("net", { net: figures.money(revenue - refunds) }),
        opens: opens(null, "buyers", orders > 0),
      },
      { label: t("orders"), text: figures.count(orders), opens: opens(null, "buyers", orders > 0) },
      { label: t("refunds"), text: figures.money(refunds), opens: opens(null, "refunded", refunds > 0) },
    ],
    charts: [
      chart(t("revenueChart"), figures.money, (period) => period.revenue),
      chart(t("averageChart"), figures.money, (period) => period.averageOrder),
      { ...chart(t("ordersChart"), figures.count, (period) => period.orders), whole: true },
    ],
    tables: [
      {
        label: t("table"),
        columns: [t("period"), t("orders"), t("buyers"), t("revenue"), t("refunds"), t("average")],
        rows: periods.map((period, place) => {
          const unfinished = !period.isFinished;
          return {
            head: labels[place] ?? "",
            cells: [
              {
                text: figures.count(period.orders),
                unfinished,
                opens: opens(place, "buyers", period.orders > 0),
              },
              {
                text: figures.count(period.buyers),
                unfinished,
                opens: opens(place, "buyers", period.buyers > 0),
              },
              {
                text: figures.money(period.revenue),
                unfinished,
                opens: opens(place, "buyers", period.buyers > 0),
              },
              {
                text: figures.money(period.refunds),
                unfinished,
                opens: opens(place, "refunded", period.refunds > 0),
              },
              {
                text: figures.money(period.averageOrder),
                unfinished,
                opens: opens(place, "buyers", period.averageOrder !== null),
              },
            ],
          };
        }),
      },
    ],
    notes: inOtherCurrencies > 0 ? [t("otherCurrencies", { count: inOtherCurrencies })] : [],
    csv: [
      [t("period"), t("orders"), t("buyers"), t("revenue"), t("refunds"), t("average"), t("finished")],
      ...periods.map((period) => [
        figures.isoDay(period.start),
        period.orders,
        period.buyers,
        period.revenue / 100,
        period.refunds / 100,
        period.averageOrder === null ? null : period.averageOrder / 100,
        period.isFinished ? 1 : 0,
      ]),
    ],
  };
}

import type { useTranslations } from "next-intl";
import { shareOf } from "../figures.ts";
import type { Report } from "../report.ts";
import { asOf, type ReportContext } from "./context.ts";

export type ChurnWords = ReturnType<typeof useTranslations<"retention.churn">>;

/** Which share of the customers was lost in each period. */
export function churnReport(context: ReportContext<"churn">, t: ChurnWords): Report {
  const { answer, figures } = context;
  const { periods, lostAfterMs, medianGapMs } = answer.result;
  const asked = asOf(context);
  const labels = periods.map((period) => figures.period(period, periods));
  const opens = (place: number, lost: boolean) => {
    const people = periods[place]?.[lost ? "lost" : "customers"] ?? 0;
    if (people === 0) return undefined;
    const title = t(lost ? "people.lost" : "people.customers", { period: labels[place] ?? "" });
    const cell = { period: periods[place]?.start ?? 0, lost, lostAfterMs };
    return { title, behind: { metric: "churn" as const, asked, cell } };
  };
  const parts = periods.map(({ lost, customers }) => ({ count: lost, of: customers }));
  const last = periods.findLastIndex(({ isFinished }) => isFinished);
  const part = parts[last];
  return {
    isEmpty: periods.every(({ customers }) => customers === 0),
    figures: [
      ...(part
        ? [
            {
              label: t("rate"),
              text: figures.share(part),
              hint: labels[last] ?? "",
              opens: opens(last, true),
            },
            {
              label: t("lost"),
              text: figures.count(part.count),
              hint: labels[last] ?? "",
              opens: opens(last, true),
            },
          ]
        : []),
      {
        label: t("lostAfter"),
        text: figures.time(lostAfterMs),
        hint: t("medianGap", { time: figures.time(medianGapMs) }),
      },
    ],
    charts: [
      {
        kind: "line",
        label: t("chart"),
        labels,
        series: [
          {
            name: t("rate"),
            points: parts.map((one, place) => ({
              value: shareOf(one),
              text: t("point", {
                share: figures.share(one),
                count: figures.count(one.count),
                of: figures.count(one.of),
              }),
              unfinished: !periods[place]?.isFinished,
              opens: opens(place, true),
            })),
          },
        ],
        format: figures.percent,
      },
    ],
    tables: [
      {
        label: t("table"),
        columns: [t("period"), t("customers"), t("lost"), t("rate")],
        rows: periods.map(({ customers, lost, isFinished }, place) => ({
          head: labels[place] ?? "",
          cells: [
            { text: figures.count(customers), opens: opens(place, false) },
            { text: figures.count(lost), unfinished: !isFinished, opens: opens(place, true) },
            {
              text: figures.share({ count: lost, of: customers }),
              unfinished: !isFinished,
              opens: opens(place, true),
            },
          ],
        })),
      },
    ],
    csv: [
      [t("period"), t("customers"), t("lost"), t("rate"), t("finished")],
      ...periods.map(({ start, customers, lost, isFinished }) => [
        figures.isoDay(start),
        customers,
        lost,
        shareOf({ count: lost, of: customers }),
        isFinished ? 1 : 0,
      ]),
    ],
  };
}

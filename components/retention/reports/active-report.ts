import type { useTranslations } from "next-intl";
import type { Report } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type ActiveWords = ReturnType<typeof useTranslations<"retention.active">>;

const SPANS = ["day", "week", "month"] as const;

/** How many people were active by day, in 7 and in 30 days, and how much of a month they come on a day of it. */
export function activeReport(context: ReportContext<"active">, t: ActiveWords): Report {
  const { answer, figures } = context;
  const { days } = answer.result;
  const asked = asOf(context);
  const labels = days.map((day) => figures.period(day, days));
  const opens = (place: number, span: CellOf<"active">["span"]) =>
    (days[place]?.[span] ?? 0) > 0
      ? {
          title: t(`people.${span}`, { day: labels[place] ?? "" }),
          behind: { metric: "active" as const, asked, cell: { day: days[place]?.start ?? 0, span } },
        }
      : undefined;
  const last = Math.max(
    days.findLastIndex(({ isFinished }) => isFinished),
    0,
  );
  const shown = days[last];
  return {
    isEmpty: days.every(({ month }) => month === 0),
    figures: shown
      ? [
          ...SPANS.map((span) => ({
            label: t(`spans.${span}`),
            text: figures.count(shown[span]),
            hint: labels[last] ?? "",
            opens: opens(last, span),
          })),
          {
            label: t("stickiness"),
            text: figures.percent(shown.stickiness),
            hint: labels[last] ?? "",
            opens: opens(last, "month"),
          },
        ]
      : [],
    charts: [
      {
        kind: "line",
        label: t("chart"),
        labels,
        series: SPANS.map((span) => ({
          name: t(`spans.${span}`),
          points: days.map((day, place) => ({
            value: day[span],
            text: figures.count(day[span]),
            unfinished: !day.isFinished,
            opens: opens(place, span),
          })),
        })),
        whole: true,
        format: figures.count,
      },
      {
        kind: "line",
        label: t("stickinessChart"),
        labels,
        series: [
          {
            name: t("stickiness"),
            points: days.map(({ stickiness, isFinished }, place) => ({
              value: stickiness,
              text: figures.percent(stickiness),
              unfinished: !isFinished,
              opens: opens(place, "month"),
            })),
          },
        ],
        format: figures.percent,
      },
    ],
    tables: [
      {
        label: t("table"),
        columns: [t("day"), ...SPANS.map((span) => t(`spans.${span}`)), t("stickiness")],
        // The newest on top: nobody scrolls through a quarter to see yesterday.
        rows: days
          .map((day, place) => ({
            head: labels[place] ?? "",
            cells: [
              ...SPANS.map((span) => ({
                text: figures.count(day[span]),
                unfinished: !day.isFinished,
                opens: opens(place, span),
              })),
              {
                text: figures.percent(day.stickiness),
                unfinished: !day.isFinished,
                opens: opens(place, "month"),
              },
            ],
          }))
          .reverse(),
      },
    ],
    csv: [
      [t("day"), ...SPANS.map((span) => t(`spans.${span}`)), t("stickiness"), t("finished")],
      ...days.map((day) => [
        figures.isoDay(day.start),
        ...SPANS.map((span) => day[span]),
        day.stickiness,
        day.isFinished ? 1 : 0,
      ]),
    ],
  };
}

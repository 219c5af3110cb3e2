import type { useTranslations } from "next-intl";
import { shareOf } from "../figures.ts";
import type { Report } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type RepeatWords = ReturnType<typeof useTranslations<"retention.repeat">>;

/** Who orders more than once, and who orders again soon after the first time. */
export function repeatReport(context: ReportContext<"repeat">, t: RepeatWords): Report {
  const { answer, input, figures } = context;
  const { periods, buyers, repeaters, second } = answer.result;
  const asked = asOf(context);
  const labels = periods.map((period) => figures.period(period, periods));
  const opens = (people: number, period: number | null, of: CellOf<"repeat">["of"]) =>
    people > 0
      ? {
          title: t(`people.${of}`, {
            period: period === null ? t("people.wholeTime") : (labels[period] ?? ""),
            days: input.secondDays,
          }),
          behind: {
            metric: "repeat" as const,
            asked,
            cell: { period: period === null ? null : (periods[period]?.start ?? 0), of },
          },
        }
      : undefined;
  const point = (part: { count: number; of: number }) =>
    t("point", { share: figures.share(part), count: figures.count(part.count), of: figures.count(part.of) });
  return {
    isEmpty: buyers === 0,
    figures: [
      {
        label: t("rate"),
        text: figures.share({ count: repeaters, of: buyers }),
        hint: t("of", { count: figures.count(repeaters), of: figures.count(buyers) }),
        opens: opens(repeaters, null, "repeaters"),
      },
      { label: t("buyers"), text: figures.count(buyers), opens: opens(buyers, null, "buyers") },
      {
        label: t("second", { days: input.secondDays }),
        text: figures.share(second),
        hint: t("of", { count: figures.count(second.count), of: figures.count(second.of) }),
        opens: opens(second.count, null, "orderedAgain"),
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
            points: periods.map((period, place) => {
              const part = { count: period.repeaters, of: period.buyers };
              return {
                value: shareOf(part),
                text: point(part),
                unfinished: !period.isFinished,
                opens: opens(period.repeaters, place, "repeaters"),
              };
            }),
          },
          {
            name: t("second", { days: input.secondDays }),
            points: periods.map((period, place) => {
              const part = { count: period.orderedAgain, of: period.firstBuyers };
              return {
                value: shareOf(part),
                text: point(part),
                unfinished: !period.isMatured,
                opens: opens(period.orderedAgain, place, "orderedAgain"),
              };
            }),
          },
        ],
        format: figures.percent,
      },
    ],
    tables: [
      {
        label: t("table"),
        columns: [
          t("period"),
          t("buyers"),
          t("repeaters"),
          t("rate"),
          t("firstBuyers"),
          t("orderedAgain"),
          t("second", { days: input.secondDays }),
        ],
        rows: periods.map((period, place) => ({
          head: labels[place] ?? "",
          cells: [
            { text: figures.count(period.buyers), opens: opens(period.buyers, place, "buyers") },
            { text: figures.count(period.repeaters), opens: opens(period.repeaters, place, "repeaters") },
            {
              text: figures.share({ count: period.repeaters, of: period.buyers }),
              unfinished: !period.isFinished,
              opens: opens(period.repeaters, place, "repeaters"),
            },
            {
              text: figures.count(period.firstBuyers),
              opens: opens(period.firstBuyers, place, "firstBuyers"),
            },
            {
              text: figures.count(period.orderedAgain),
              unfinished: !period.isMatured,
              opens: opens(period.orderedAgain, place, "orderedAgain"),
            },
            {
              text: figures.share({ count: period.orderedAgain, of: period.firstBuyers }),
              unfinished: !period.isMatured,
              opens: opens(period.orderedAgain, place, "orderedAgain"),
            },
          ],
        })),
      },
    ],
    csv: [
      [
        t("period"),
        t("buyers"),
        t("repeaters"),
        t("rate"),
        t("firstBuyers"),
        t("orderedAgain"),
        t("second", { days: input.secondDays }),
        t("matured"),
      ],
      ...periods.map((period) => [
        figures.isoDay(period.start),
        period.buyers,
        period.repeaters,
        shareOf({ count: period.repeaters, of: period.buyers }),
        period.firstBuyers,
        period.orderedAgain,
        shareOf({ count: period.orderedAgain, of: period.firstBuyers }),
        period.isMatured ? 1 : 0,
      ]),
    ],
  };
}

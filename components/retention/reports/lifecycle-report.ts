import type { useTranslations } from "next-intl";
import type { Report } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type LifecycleWords = ReturnType<typeof useTranslations<"retention.lifecycle">>;

/** From the line of zero upwards; who is missing hangs below it. */
const STATES = ["current", "resurrected", "new", "dormant"] as const;

/** Who is new, stayed, came back and stayed away, period by period. */
export function lifecycleReport(context: ReportContext<"lifecycle">, t: LifecycleWords): Report {
  const { answer, figures } = context;
  const { periods } = answer.result;
  const asked = asOf(context);
  const labels = periods.map((period) => figures.period(period, periods));
  const opens = (place: number, state: CellOf<"lifecycle">["state"]) =>
    (periods[place]?.counts[state] ?? 0) > 0
      ? {
          title: t(`people.${state}`, { period: labels[place] ?? "" }),
          behind: {
            metric: "lifecycle" as const,
            asked,
            cell: { period: periods[place]?.start ?? 0, state },
          },
        }
      : undefined;
  const last = periods.findLastIndex(({ isFinished }) => isFinished);
  const shown = periods[last];
  return {
    isEmpty: periods.every(({ counts }) => STATES.every((state) => counts[state] === 0)),
    figures: shown
      ? [
          ...STATES.map((state) => ({
            label: t(`states.${state}`),
            text: figures.count(shown.counts[state]),
            hint: labels[last] ?? "",
            opens: opens(last, state),
          })),
          { label: t("pulse"), text: figures.ratio(shown.pulse), hint: labels[last] ?? "" },
        ]
      : [],
    charts: [
      {
        kind: "bars",
        label: t("chart"),
        labels,
        series: STATES.map((state) => ({
          name: t(`states.${state}`),
          below: state === "dormant",
          points: periods.map(({ counts, isFinished }, place) => ({
            value: counts[state],
            text: figures.count(counts[state]),
            unfinished: !isFinished,
            opens: opens(place, state),
          })),
        })),
        whole: true,
        format: (value) => figures.count(Math.abs(value)),
      },
      {
        kind: "line",
        label: t("pulseChart"),
        labels,
        series: [
          {
            name: t("pulse"),
            points: periods.map(({ pulse, isFinished }) => ({
              value: pulse,
              text: figures.ratio(pulse),
              unfinished: !isFinished,
            })),
          },
        ],
        format: figures.ratio,
      },
    ],
    tables: [
      {
        label: t("table"),
        columns: [t("period"), ...STATES.map((state) => t(`states.${state}`)), t("pulse")],
        rows: periods.map(({ counts, pulse, isFinished }, place) => ({
          head: labels[place] ?? "",
          cells: [
            ...STATES.map((state) => ({
              text: figures.count(counts[state]),
              unfinished: !isFinished,
              opens: opens(place, state),
            })),
            { text: figures.ratio(pulse), unfinished: !isFinished },
          ],
        })),
      },
    ],
    csv: [
      [t("period"), ...STATES.map((state) => t(`states.${state}`)), t("pulse"), t("finished")],
      ...periods.map(({ start, counts, pulse, isFinished }) => [
        figures.isoDay(start),
        ...STATES.map((state) => counts[state]),
        pulse,
        isFinished ? 1 : 0,
      ]),
    ],
  };
}

import type { useTranslations } from "next-intl";
import { shareOf } from "../figures.ts";
import type { Report } from "../report.ts";
import { asOf, type ReportContext } from "./context.ts";

export type GapsWords = ReturnType<typeof useTranslations<"retention.gaps">>;

/** How long people take until they order again. */
export function gapsReport(context: ReportContext<"gaps">, t: GapsWords): Report {
  const { answer, figures } = context;
  const { gaps, people, medianMs, lowerMs, upperMs, bins } = answer.result;
  const asked = asOf(context);
  const labels = bins.map(({ fromDays, toDays }) =>
    toDays === null
      ? t("bin.later", { from: fromDays })
      : toDays - fromDays === 1
        ? t("bin.one", { from: fromDays })
        : t("bin.range", { from: fromDays, to: toDays - 1 }),
  );
  const opens = (bin: number | null) => {
    if ((bin === null ? gaps : (bins[bin]?.gaps ?? 0)) === 0) return undefined;
    const title = bin === null ? t("people.all") : t("people.bin", { bin: labels[bin] ?? "" });
    return { title, behind: { metric: "gaps" as const, asked, cell: { bin } } };
  };
  return {
    isEmpty: gaps === 0,
    figures: [
      {
        label: t("median"),
        text: figures.time(medianMs),
        hint: t("middle", { lower: figures.time(lowerMs), upper: figures.time(upperMs) }),
        opens: opens(null),
      },
      {
        label: t("gaps"),
        text: figures.count(gaps),
        hint: t("by", { count: figures.count(people) }),
        opens: opens(null),
      },
    ],
    charts: [
      {
        kind: "bars",
        label: t("chart"),
        labels,
        series: [
          {
            name: t("gaps"),
            points: bins.map((bin, place) => ({
              value: bin.gaps,
              text: t("point", {
                count: figures.count(bin.gaps),
                share: figures.share({ count: bin.gaps, of: gaps }),
              }),
              opens: opens(place),
            })),
          },
        ],
        whole: true,
        format: figures.count,
      },
    ],
    tables: [
      {
        label: t("table"),
        columns: [t("daysBetween"), t("gaps"), t("share")],
        rows: bins.map((bin, place) => ({
          head: labels[place] ?? "",
          cells: [
            { text: figures.count(bin.gaps), opens: opens(place) },
            { text: figures.share({ count: bin.gaps, of: gaps }), opens: opens(place) },
          ],
        })),
      },
    ],
    csv: [
      [t("csv.from"), t("csv.to"), t("gaps"), t("share")],
      ...bins.map((bin) => [bin.fromDays, bin.toDays, bin.gaps, shareOf({ count: bin.gaps, of: gaps })]),
    ],
  };
}

import type { useTranslations } from "next-intl";
import { NONE, shareOf } from "../figures.ts";
import type { Report } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type FunnelWords = ReturnType<typeof useTranslations<"retention.funnel">>;

/** How many people come through steps in their order, and where they stop. */
export function funnelReport(context: ReportContext<"funnel">, t: FunnelWords): Report {
  const { answer, figures } = context;
  const { steps, medianMs, open } = answer.result;
  const asked = asOf(context);
  const first = steps[0]?.people ?? 0;
  const last = steps.length - 1;
  const through = steps[last]?.people ?? 0;
  const before = (step: number) => steps[step - 1]?.people ?? 0;
  const names = steps.map(({ event }, place) => `${place + 1}. ${event}`);
  const opens = (step: number, who: CellOf<"funnel">["who"]) => {
    const event = steps[step]?.event ?? "";
    const people = steps[step]?.people ?? 0;
    const counts = { reached: people, stopped: before(step) - people, "under-way": open };
    if (counts[who] <= 0) return undefined;
    return {
      title: t(`people.${who}`, { event }),
      behind: { metric: "funnel" as const, asked, cell: { step, who } },
    };
  };
  return {
    isEmpty: first === 0,
    figures: [
      {
        label: t("conversion"),
        text: figures.share({ count: through, of: first }),
        hint: t("of", { count: figures.count(through), of: figures.count(first) }),
        opens: opens(last, "reached"),
      },
      {
        label: t("time"),
        text: figures.time(medianMs),
        hint: t("timeHint"),
        opens: opens(last, "reached"),
      },
      { label: t("open"), text: figures.count(open), hint: t("openHint"), opens: opens(last, "under-way") },
    ],
    charts: [
      {
        kind: "bars",
        label: t("chart"),
        labels: names,
        series: [
          {
            name: t("reached"),
            points: steps.map(({ people }, step) => ({
              value: people,
              text: t("point", {
                count: figures.count(people),
                share: figures.share({ count: people, of: first }),
              }),
              opens: opens(step, "reached"),
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
        columns: [t("step"), t("reached"), t("ofFirst"), t("ofBefore"), t("left"), t("since")],
        rows: steps.map((step, place) => ({
          head: names[place] ?? "",
          cells: [
            { text: figures.count(step.people), opens: opens(place, "reached") },
            { text: figures.share({ count: step.people, of: first }), opens: opens(place, "reached") },
            {
              text: place === 0 ? NONE : figures.share({ count: step.people, of: before(place) }),
              opens: place === 0 ? undefined : opens(place, "reached"),
            },
            {
              text: place === 0 ? NONE : figures.count(before(place) - step.people),
              opens: place === 0 ? undefined : opens(place, "stopped"),
            },
            {
              text: figures.time(step.medianMs),
              opens: place === 0 ? undefined : opens(place, "reached"),
            },
          ],
        })),
      },
    ],
    csv: [
      [t("step"), t("event"), t("reached"), t("ofFirst"), t("ofBefore"), t("csv.since")],
      ...steps.map(({ event, people, medianMs: since }, place) => [
        place + 1,
        event,
        people,
        shareOf({ count: people, of: first }),
        place === 0 ? null : shareOf({ count: people, of: before(place) }),
        since,
      ]),
    ],
  };
}

import type { useTranslations } from "next-intl";
import { NONE, shareOf } from "../figures.ts";
import type { Report, ReportRow } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type CohortWords = ReturnType<typeof useTranslations<"retention.cohorts">>;

type Column = { first: number; last: number | null };

/** How many of each cohort came back, and the line over all of them. */
export function cohortReport(context: ReportContext<"cohorts">, t: CohortWords): Report {
  const { answer, input, figures } = context;
  const { rows, columns, overall } = answer.result;
  const asked = asOf(context);
  const opens = (title: string, cell: CellOf<"cohorts">) => ({
    title,
    behind: { metric: "cohorts" as const, asked, cell },
  });
  const nameOf = ({ first, last }: Column) =>
    last === first ? t(`window.${input.period}`, { first }) : wordRange(t, input.period, first, last);
  const names = columns.map(nameOf);
  const people = rows.reduce((sum, { size }) => sum + size, 0);
  const everybody = people > 0 ? opens(t("people.everybody"), all(null)) : undefined;

  const tableRows: ReportRow[] = rows.map((row) => {
    const head = figures.period(row, rows);
    return {
      head,
      cells: [
        {
          text: figures.count(row.size),
          opens: row.size > 0 ? opens(t("people.all", { cohort: head }), all(row.start)) : undefined,
        },
        ...row.cells.map(({ returned, hasBegun, isFinished }, column) => {
          const share = shareOf({ count: returned, of: row.size });
          if (share === null || !hasBegun) return { text: NONE };
          return {
            text: figures.percent(share),
            hint: figures.count(returned),
            heat: share,
            unfinished: !isFinished,
            opens:
              returned > 0
                ? opens(t("people.returned", { cohort: head, window: names[column] ?? "" }), {
                    cohort: row.start,
                    column,
                    returned: true,
                  })
                : undefined,
          };
        }),
      ],
    };
  });
  const total: ReportRow = {
    head: t("overall"),
    total: true,
    cells: [
      { text: figures.count(people), opens: everybody },
      ...overall.map((part, column) => ({
        text: figures.share(part),
        hint:
          part.of > 0 ? t("of", { count: figures.count(part.count), of: figures.count(part.of) }) : undefined,
        opens:
          part.count > 0
            ? opens(t("people.overall", { window: names[column] ?? "" }), {
                cohort: null,
                column,
                returned: true,
              })
            : undefined,
      })),
    ],
  };
  const next = overall.length > 1 ? 1 : 0;
  return {
    isEmpty: people === 0,
    figures: [
      {
        label: t("figures.people"),
        text: figures.count(people),
        opens: everybody,
      },
      {
        label: t("figures.back", { window: names[next] ?? "" }),
        text: figures.share(overall[next] ?? { count: 0, of: 0 }),
        hint: t("figures.backHint"),
        opens: (overall[next]?.count ?? 0) > 0 ? total.cells[next + 1]?.opens : undefined,
      },
    ],
    charts: [
      {
        kind: "line",
        label: t("chart"),
        labels: names,
        series: [
          {
            name: t("overall"),
            points: overall.map((part, column) => ({
              value: shareOf(part),
              text: t("point", {
                share: figures.share(part),
                count: figures.count(part.count),
                of: figures.count(part.of),
              }),
              opens: total.cells[column + 1]?.opens,
            })),
          },
        ],
        format: figures.percent,
      },
    ],
    tables: [{ label: t("table"), columns: [t("cohort"), t("size"), ...names], rows: [...tableRows, total] }],
    csv: [
      [t("cohort"), t("size"), t("csv.window"), t("csv.returned"), t("csv.share"), t("csv.finished")],
      ...rows.flatMap((row) =>
        row.cells.map(({ returned, hasBegun, isFinished }, column) => [
          figures.isoDay(row.start),
          row.size,
          names[column] ?? "",
          hasBegun ? returned : null,
          hasBegun ? shareOf({ count: returned, of: row.size }) : null,
          isFinished ? 1 : 0,
        ]),
      ),
      ...overall.map((part, column) => [
        t("overall"),
        part.of,
        names[column] ?? "",
        part.count,
        shareOf(part),
        1,
      ]),
    ],
  };
}

function all(cohort: number | null): CellOf<"cohorts"> {
  return { cohort, column: null, returned: true };
}

function wordRange(
  t: CohortWords,
  period: "day" | "week" | "month",
  first: number,
  last: number | null,
): string {
  return last === null ? t(`later.${period}`, { first }) : t(`range.${period}`, { first, last });
}

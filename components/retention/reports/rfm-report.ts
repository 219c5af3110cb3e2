import type { useTranslations } from "next-intl";
import type { Report, ReportCell } from "../report.ts";
import { asOf, type CellOf, type ReportContext } from "./context.ts";

export type RfmWords = ReturnType<typeof useTranslations<"retention.rfm">>;
type Scores = Omit<CellOf<"rfm">, "cuts">;
type RfmCell = ReportContext<"rfm">["answer"]["result"]["cells"][number];

const UP = [1, 2, 3, 4, 5] as const;
const DOWN = [5, 4, 3, 2, 1] as const;

/** Customers by how lately, how often and for how much they ordered. */
export function rfmReport(context: ReportContext<"rfm">, t: RfmWords): Report {
  const { answer, figures } = context;
  const { cells, customers, cuts } = answer.result;
  const asked = asOf(context);
  const cellOf = (scores: Scores, most: number): ReportCell => {
    const found = cells.filter((one) => isIn(one, scores));
    const people = found.reduce((sum, one) => sum + one.people, 0);
    const value = found.reduce((sum, one) => sum + one.value, 0);
    return {
      text: figures.count(people),
      hint: people > 0 ? figures.money(value) : undefined,
      heat: most > 0 ? people / most : 0,
      opens:
        people > 0
          ? {
              title: titleOf(scores, t),
              behind: { metric: "rfm" as const, asked, cell: { ...scores, cuts } },
            }
          : undefined,
    };
  };
  const grid = (across: "frequency" | "monetary") => {
    const most = Math.max(
      0,
      ...DOWN.flatMap((recency) =>
        UP.map((score) =>
          cells
            .filter((cell) => cell.recency === recency && cell[across] === score)
            .reduce((sum, { people }) => sum + people, 0),
        ),
      ),
    );
    return {
      label: t(`grid.${across}`),
      columns: [t("recency"), ...UP.map((score) => t(`column.${across}`, { score }))],
      rows: DOWN.map((recency) => ({
        head: t("row", { score: recency }),
        cells: UP.map((score) => cellOf({ recency, frequency: null, monetary: null, [across]: score }, most)),
      })),
    };
  };
  const group = (label: string, scores: Scores) => {
    const { text, opens } = cellOf(scores, 0);
    return { label, text, opens };
  };
  return {
    isEmpty: customers === 0,
    figures: [
      group(t("customers"), { recency: null, frequency: null, monetary: null }),
      group(t("best"), { recency: 5, frequency: 5, monetary: null }),
      group(t("slipping"), { recency: 1, frequency: 5, monetary: null }),
    ],
    charts: [],
    tables: [grid("frequency"), grid("monetary")],
    csv: [
      [t("csv.recency"), t("csv.frequency"), t("csv.monetary"), t("customers"), t("csv.value")],
      ...cells.map(({ recency, frequency, monetary, people, value }) => [
        recency,
        frequency,
        monetary,
        people,
        value / 100,
      ]),
    ],
  };
}

function isIn(one: RfmCell, { recency, frequency, monetary }: Scores): boolean {
  return (
    (recency === null || one.recency === recency) &&
    (frequency === null || one.frequency === frequency) &&
    (monetary === null || one.monetary === monetary)
  );
}

function titleOf({ recency, frequency, monetary }: Scores, t: RfmWords): string {
  const parts = [
    ...(recency === null ? [] : [t("people.recency", { score: recency })]),
    ...(frequency === null ? [] : [t("people.frequency", { score: frequency })]),
    ...(monetary === null ? [] : [t("people.monetary", { score: monetary })]),
  ];
  return parts.length > 0 ? parts.join(", ") : t("people.all");
}

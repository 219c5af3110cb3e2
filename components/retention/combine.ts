import type { Chart } from "#components/charts/chart.ts";
import type { CsvRows, Opened, Report, ReportOf } from "./report.ts";

/**
 * Two reports of the same settings as one, for comparison. Lines of one series share a chart; whatever would be hard to
 * tell apart in one stands one above the other, named by whose it is.
 */
export function combine(first: ReportOf, second: ReportOf, whose: string): Report {
  const [one, other] = [named(first), named(second)];
  const both = [one, other];
  return {
    isEmpty: one.report.isEmpty && other.report.isEmpty,
    figures: both.flatMap(({ name, report }) =>
      report.figures.map((figure) => ({ ...figure, label: `${figure.label} · ${name}` })),
    ),
    charts: one.report.charts.flatMap((chart, index) =>
      together(chart, other.report.charts[index], one, other),
    ),
    tables: one.report.tables.flatMap((_, index) =>
      both.flatMap(({ name, report }) => {
        const table = report.tables[index];
        return table ? [{ ...table, label: `${table.label} · ${name}` }] : [];
      }),
    ),
    csv: joinCsv(both, whose),
    notes: both.flatMap(({ name, report }) => (report.notes ?? []).map((note) => `${name}: ${note}`)),
  };
}

/** Whatever it opens says of whom it is. */
function named({ name, report }: ReportOf): ReportOf {
  const mark = <Holder extends { opens?: Opened }>(holder: Holder): Holder =>
    holder.opens
      ? { ...holder, opens: { ...holder.opens, title: `${holder.opens.title} · ${name}` } }
      : holder;
  const charts = report.charts.map((chart) => ({
    ...chart,
    series: chart.series.map((line) => ({ ...line, points: line.points.map(mark) })),
  }));
  const tables = report.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(mark) })),
  }));
  return { name, report: { ...report, figures: report.figures.map(mark), charts, tables } };
}

function together(
  chart: Chart<Opened>,
  another: Chart<Opened> | undefined,
  one: ReportOf,
  other: ReportOf,
): Chart<Opened>[] {
  if (!another) return [chart];
  const labelled = (of: Chart<Opened>, name: string) => ({ ...of, label: `${of.label} · ${name}` });
  const isSimple = chart.kind === "line" && chart.series.length === 1 && another.series.length === 1;
  if (!isSimple || chart.labels.join() !== another.labels.join())
    return [labelled(chart, one.name), labelled(another, other.name)];
  const series = [
    ...chart.series.map((line) => ({ ...line, name: one.name })),
    ...another.series.map((line) => ({ ...line, name: other.name })),
  ];
  return [{ ...chart, series }];
}

/** The rows below each other, with a column that says whose they are. */
function joinCsv(both: readonly ReportOf[], whose: string): CsvRows {
  const [head = []] = both[0]?.report.csv ?? [];
  const rows = both.flatMap(({ name, report }) => report.csv.slice(1).map((row) => [name, ...row]));
  return [[whose, ...head], ...rows];
}

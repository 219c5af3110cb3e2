"use client";

import { useTranslations } from "next-intl";
import type { Chart } from "#components/charts/chart.ts";
import { drawPicture } from "#components/charts/picture.ts";
import { saveFile } from "#components/charts/save-file.ts";
import { drawTable } from "#components/charts/table-picture.ts";
import { showError } from "#components/shell/show-error.ts";
import { writeCsv } from "./csv.ts";
import { starred } from "./figures.ts";
import type { CsvRows, Opened, ReportTable } from "./report.ts";

/** Hands what is shown to the browser as files. */
export function useFiles() {
  const t = useTranslations("retention.report");

  async function savePicture(name: string, draw: () => Promise<Blob>) {
    try {
      saveFile(await draw(), fileName(name, "png"));
    } catch {
      showError({ message: t("notDrawn") });
    }
  }
  return {
    saveCsv: (name: string, rows: CsvRows) =>
      saveFile(new Blob([writeCsv(rows)], { type: "text/csv;charset=utf-8" }), fileName(name, "csv")),
    saveChart: (shown: SVGSVGElement, chart: Chart<Opened>) =>
      savePicture(chart.label, () => drawPicture(shown, chart)),
    saveTable: (table: ReportTable, page: Element) =>
      savePicture(table.label, () => drawTable(withStars(table), page)),
  };
}

function withStars({ rows, ...table }: ReportTable): ReportTable {
  const starredRows = rows.map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell) => ({ ...cell, text: starred(cell) })),
  }));
  return { ...table, rows: starredRows };
}

function fileName(name: string, kind: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return `rekindle-${plain}.${kind}`;
}

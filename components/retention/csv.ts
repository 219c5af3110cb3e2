import type { CsvRows } from "./report.ts";

/** Spreadsheets take a file for UTF-8 by it. */
const BYTE_ORDER_MARK = "\uFEFF";
const NEEDS_QUOTES = /[",\r\n]/;
/** With these, a spreadsheet would take a text for a formula and run it. */
const FORMULA = /^[=+\-@\t\r]/;

/** A file of comma-separated values. Numbers are exact, with a point, whatever the language; nothing stands for none. */
export function writeCsv(rows: CsvRows): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

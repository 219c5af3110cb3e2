import { stringify } from "csv-stringify/sync";
import { writeJsonCell } from "#server/imports/json-cell.ts";
import type { ExportRow, Sheet } from "./sheet.ts";

export const formats = ["csv", "jsonl"] as const;
export type Format = (typeof formats)[number];

/** Before a CSV file, so that spreadsheets read the letters right. */
export const BYTE_ORDER_MARK = "\ufeff";

/** Attributes that stand in columns of their own, and whether one column more holds the others. */
export interface AttributeColumns {
  names: readonly string[];
  others: boolean;
}

/** The heading of the column with the attributes that have none of their own. */
export const OTHER_ATTRIBUTES = "Other attributes";

const NO_ATTRIBUTES: AttributeColumns = { names: [], others: false };

export function csvHead({ columns }: Pick<Sheet, "columns">, attributes = NO_ATTRIBUTES): string {
  const { names, others } = attributes;
  const cells = [...Object.values(columns), ...names, ...(others ? [OTHER_ATTRIBUTES] : [])];
  return BYTE_ORDER_MARK + toCsv([cells]);
}

/** Rows under the headings of `csvHead`. What begins like a formula is made harmless for spreadsheets. */
export function csvRows(
  { columns }: Pick<Sheet, "columns">,
  rows: readonly ExportRow[],
  attributes = NO_ATTRIBUTES,
): string {
  const keys = Object.keys(columns);
  return toCsv(
    rows.map((row) => [...keys.map((key) => toCell(row[key])), ...attributeCells(row, attributes)]),
  );
}

/** One JSON object in each line. */
export function jsonLines(rows: readonly ExportRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function attributeCells({ attributes = {} }: ExportRow, { names, others }: AttributeColumns): Cell[] {
  const values = attributes as Record<string, unknown>;
  const cells = names.map((name) => writeJsonCell(Object.hasOwn(values, name) ? values[name] : null));
  if (!others) return cells;
  const shown = new Set(names);
  const rest = Object.entries(values).filter(([name]) => !shown.has(name));
  return [...cells, rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : ""];
}

type Cell = string | number;

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return "";
  // A number stays one, or a negative would be taken for a formula.
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}

function toCsv(rows: Cell[][]): string {
  return stringify(rows, { escape_formulas: true });
}

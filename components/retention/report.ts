import type { Chart } from "#components/charts/chart.ts";
import type { Behind } from "./outputs.ts";

/** What pressing a number opens. */
export interface Opened {
  /** Who they are, in words. */
  title: string;
  behind: Behind;
}

/** One number with its name. */
export interface Figure {
  label: string;
  text: string;
  hint?: string;
  opens?: Opened;
}

export interface ReportCell {
  text: string;
  /** In smaller words below it. */
  hint?: string;
  /** From 0 to 1: how deep its colour is. */
  heat?: number;
  unfinished?: boolean;
  opens?: Opened;
}

export interface ReportRow {
  head: string;
  cells: ReportCell[];
  /** Sums up the others. */
  total?: boolean;
}

export interface ReportTable {
  label: string;
  /** The first one is that of the rows' heads. */
  columns: string[];
  rows: ReportRow[];
}

/** Rows of exact values, the first one with what they are called. */
export type CsvRows = (string | number | null)[][];

/** What a page shows of a metric, worded, whatever the metric. */
export interface Report {
  figures: Figure[];
  charts: Chart<Opened>[];
  tables: ReportTable[];
  csv: CsvRows;
  /** What else must be known to read the numbers. */
  notes?: string[];
  /** There is nobody and nothing to count. */
  isEmpty: boolean;
}

/** Whose report it is, and how its numbers lead to people. */
export interface ReportOf {
  /** The segment's name. */
  name: string;
  report: Report;
}

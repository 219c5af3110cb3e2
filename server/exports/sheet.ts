import type { Database } from "#server/database/database.ts";

/** Where the next page of a sheet begins: the key of the last row of this one. */
export type Cursor = readonly (string | number)[];

/** A row as it leaves the house: moments are ISO 8601 in UTC, nothing in it is a secret. */
export type ExportRow = Record<string, unknown>;

export interface PageArgs {
  /** Null for the first page. */
  after: Cursor | null;
  limit: number;
  /** The profiles of the page with the keyed hashes of their addresses; null for one without. Only profiles have it. */
  hashes?: Record<number, string | null>;
}

export interface SheetPage {
  rows: ExportRow[];
  /** Null after the last page. */
  next: Cursor | null;
}

/** One file of an export: its columns in a CSV file, and its rows a page at a time, in the order of their keys. */
export interface Sheet {
  /** The headings by the names of the values. */
  columns: Readonly<Record<string, string>>;
  page(db: Database, args: PageArgs): Promise<SheetPage>;
}

/** A page of rows, and where the next one begins when this one is full. */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Cursor,
  show: (row: Row) => ExportRow,
): SheetPage {
  return { rows: found.map(show), next: found.length < limit ? null : keyOf(found.at(-1)!) };
}

/** The key of a page whose rows are ordered by their id; 0 before the first. */
export function idAfter(after: Cursor | null): number {
  return Number(after?.[0] ?? 0);
}

export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

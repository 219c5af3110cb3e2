import type { Database } from "#server/database/database.ts";
import { type AttributeColumns, csvRows, type Format, jsonLines } from "./format.ts";
import type { Cursor, PageArgs } from "./sheet.ts";
import { type SheetName, sheets } from "./sheets.ts";

export interface ExportPageArgs extends PageArgs {
  sheet: SheetName;
  format: Format;
  attributes?: AttributeColumns;
}

/** The next rows of a file as they stand in it: written where they are read, off the thread that takes events in. */
export async function readExportPage(
  db: Database,
  { sheet: name, format, attributes, ...args }: ExportPageArgs,
): Promise<{ text: string; next: Cursor | null }> {
  const sheet = sheets[name];
  const { rows, next } = await sheet.page(db, args);
  const text = format === "csv" ? csvRows(sheet, rows, attributes) : jsonLines(rows);
  return { text, next };
}

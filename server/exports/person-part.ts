import type { Database } from "#server/database/database.ts";
import type { Cursor, ExportRow, SheetPage } from "./sheet.ts";

export interface PartArgs {
  profileId: number;
  after: Cursor | null;
  limit: number;
}
/** The next rows of what one table holds of a person. */
export type Part = (db: Database, args: PartArgs) => Promise<SheetPage>;

/** A part that is small for every person. */
export function whole(read: (db: Database, profileId: number) => Promise<ExportRow[]>): Part {
  return async (db, { profileId }) => ({ rows: await read(db, profileId), next: null });
}

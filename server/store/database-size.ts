import { sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";

/** How large the database is, in bytes. */
export async function readDatabaseBytes(db: Database): Promise<number> {
  const size =
    db.engine === "sqlite"
      ? sql`(select page_count * page_size from pragma_page_count(), pragma_page_size())`
      : sql`pg_database_size(current_database())`;
  const one = db.query
    .select({ bytes: sql<number>`${size}`.mapWith(Number) })
    .from(db.tables.settings)
    .limit(1);
  const [row] = await one;
  return row?.bytes ?? 0;
}

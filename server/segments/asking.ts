import { sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { readSettings } from "#server/store/settings.ts";
import type { Asking } from "./compiling.ts";
import type { Dialect } from "./dialect.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";

const dialects = new WeakMap<Database, Dialect>();

/** What conditions are compiled for, of this database and its shop. */
export async function askingOf(
  db: Database,
  { now, ...asked }: Pick<Asking, "now" | "for">,
): Promise<Asking> {
  const { shop } = await readSettings(db);
  const dialect = dialects.get(db) ?? (await readDialect(db));
  dialects.set(db, dialect);
  return { dialect, tables: db.tables, now, shopTimezone: shop.timezone, ...asked };
}

async function readDialect(db: Database): Promise<Dialect> {
  if (db.engine === "sqlite") return sqliteDialect;
  const zones = await db.query.select({ name: sql<string>`lower(name)` }).from(sql`pg_timezone_names`);
  return postgresDialect(zones.map(({ name }) => name));
}

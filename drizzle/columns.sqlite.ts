import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Columns } from "./columns.postgres.ts";

/**
 * The same kinds of column as SQLite spells them. Typed as PostgreSQL's, so that the compiler refuses whatever only
 * SQLite has; the store tests trip on whatever only PostgreSQL has.
 */
export const sqliteColumns = {
  table: sqliteTable,
  index,
  uniqueIndex,
  primaryKey,
  id: () => integer().primaryKey({ autoIncrement: true }),
  reference: () => integer(),
  instant: () => integer(),
  date: () => integer({ mode: "timestamp_ms" }),
  bytes: () => integer(),
  sum: () => integer(),
  count: () => integer(),
  flag: () => integer({ mode: "boolean" }),
  text: () => text(),
  word: () => text(),
  json: <T>() => text({ mode: "json" }).$type<T>(),
} as unknown as Columns;

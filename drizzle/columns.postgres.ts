import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** By the bytes of its letters, so that an index finds the beginnings of words in every language of the server. */
const binaryText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/**
 * The kinds of column that tables.ts is written with, as PostgreSQL spells them.
 * columns.sqlite.ts has the same keys.
 */
export const postgresColumns = {
  table: pgTable,
  index,
  uniqueIndex,
  primaryKey,
  /** A number the database gives, never given twice: a signed link must not outlive its profile into another. */
  id: () => bigint({ mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
  /** Points at an `id`. */
  reference: () => bigint({ mode: "number" }),
  /** A moment, in milliseconds since 1970. */
  instant: () => bigint({ mode: "number" }),
  /** A moment as a Date, where the sign-in library wants one. */
  date: () => timestamp({ withTimezone: true, precision: 3 }),
  bytes: () => bigint({ mode: "number" }),
  /** A sum that may outgrow a `count`, such as money in hundredths. */
  sum: () => bigint({ mode: "number" }),
  count: () => integer(),
  flag: () => boolean(),
  text: () => text(),
  /** Text that is compared byte by byte. */
  word: () => binaryText(),
  json: <T>() => jsonb().$type<T>(),
};

export type Columns = typeof postgresColumns;

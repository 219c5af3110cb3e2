import { type Column, type SQL, sql } from "drizzle-orm";

/**
 * A value of a prepared statement for a column that may be null. A bare placeholder would ask the column to encode null,
 * which makes the JSON text "null" or the flag false of it.
 */
export function nullableValue(column: Column, name: string): SQL {
  const mapToDriverValue = (value: unknown) => (value === null ? null : column.mapToDriverValue(value));
  return sql`${sql.param(sql.placeholder(name), { mapToDriverValue })}`;
}

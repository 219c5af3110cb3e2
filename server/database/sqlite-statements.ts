import type SqliteConnection from "better-sqlite3";
import { Column, is, Param, Placeholder } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { sqliteTables } from "#drizzle/schema.sqlite.ts";
import type { Query, Statement } from "./database.ts";

/** A column of the answer, and where it goes in the object made of a row. */
interface SelectedField {
  path: string[];
  field: unknown;
}

type Execute = (values: Record<string, unknown>) => unknown;

/** What drizzle's synchronous driver adds to a query, which the PostgreSQL types do not show. */
interface SyncQuery {
  prepare(): { execute(values?: Record<string, unknown>): { sync(): unknown }; fields?: SelectedField[] };
  toSQL(): { sql: string; params: unknown[] };
}

/** Runs the statements that are written once at module level, each prepared at its first use. */
export function statementRunner(connection: SqliteConnection.Database) {
  const query = steadyQuery(connection);
  const cache = new Map<unknown, Execute>();
  return (statement: Statement<never, unknown>, values: Record<string, unknown>): unknown => {
    let execute = cache.get(statement);
    if (!execute) {
      execute = prepare(connection, statement.build(query, sqliteTables) as unknown as SyncQuery);
      cache.set(statement, execute);
    }
    return execute(values);
  };
}

/**
 * SQLite as it is built here plans a statement anew whenever a bound value changes that its plan might depend on: with
 * a limit, or on a table with partial indexes, each execution then costs ten to fifty times as much. A value behind a
 * unary plus is the same value, and no plan depends on it. A partial index is then used only if its condition stands
 * in the statement without a bound value.
 */
function steadyQuery(connection: SqliteConnection.Database): Query {
  const orm = drizzle(connection, { casing: "snake_case" });
  const { dialect } = orm as unknown as { dialect: { escapeParam(index: number): string } };
  dialect.escapeParam = () => "+?";
  return orm as unknown as Query;
}

/**
 * Goes to the driver directly: drizzle looks at the kind of each value and each column every time. Rows of several
 * tables are left to it.
 */
function prepare(connection: SqliteConnection.Database, query: SyncQuery): Execute {
  const { sql, params } = query.toSQL();
  const native = connection.prepare(sql);
  const readers = params.map(valueReader);
  const bound = (values: Record<string, unknown>) => readers.map((read) => read(values));
  if (!native.reader) return (values) => native.run(bound(values));
  const prepared = query.prepare();
  const toRow = rowReader(prepared.fields);
  if (!toRow) return (values) => prepared.execute(values).sync();
  native.raw();
  return (values) => (native.all(bound(values)) as unknown[][]).map(toRow);
}

/** What a column does whose values the driver gives as they are wanted. */
const asItIs = Column.prototype.mapFromDriverValue;

/** Makes an object of a row of plain columns; null when there are others among them. */
function rowReader(fields: SelectedField[] | undefined): ((row: unknown[]) => unknown) | null {
  if (!fields?.every(({ path, field }) => path.length === 1 && is(field, Column))) return null;
  const columns = fields.map(({ path, field }) => {
    const column = field as Column;
    return { name: path[0]!, column, isPlain: column.mapFromDriverValue === asItIs };
  });
  return (row) => {
    const result: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index++) {
      const { name, column, isPlain } = columns[index]!;
      const value = row[index];
      result[name] = isPlain || value === null ? value : column.mapFromDriverValue(value);
    }
    return result;
  };
}

function valueReader(param: unknown): (values: Record<string, unknown>) => unknown {
  if (is(param, Placeholder)) return (values) => given(values, param.name);
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    const { name } = param.value;
    return (values) => encoder.mapToDriverValue(given(values, name));
  }
  return () => param;
}

function given(values: Record<string, unknown>, name: string): unknown {
  if (!(name in values)) throw new Error(`no value for “${name}” was given to a statement`);
  return values[name];
}

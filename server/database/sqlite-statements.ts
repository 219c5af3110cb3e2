import type SqliteConnection from "better-sqlite3";
import { is, Param, Placeholder } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { sqliteTables } from "#drizzle/schema.sqlite.ts";
import type { Query, Statement } from "./database.ts";

type Execute = (values: Record<string, unknown>) => unknown;

/** What drizzle's synchronous driver adds to a query, which the PostgreSQL types do not show. */
interface SyncQuery {
  prepare(): { execute(values?: Record<string, unknown>): { sync(): unknown } };
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

/** Writes that answer nothing go to the driver directly: drizzle looks at the kind of each value every time. */
function prepare(connection: SqliteConnection.Database, query: SyncQuery): Execute {
  const { sql, params } = query.toSQL();
  const native = connection.prepare(sql);
  if (native.reader) {
    const prepared = query.prepare();
    return (values) => prepared.execute(values).sync();
  }
  const readers = params.map(valueReader);
  return (values) => native.run(readers.map((read) => read(values)));
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

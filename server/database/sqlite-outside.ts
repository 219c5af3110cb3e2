import type SqliteConnection from "better-sqlite3";

const RUNS: ReadonlySet<string | symbol> = new Set(["run", "get", "all", "iterate"]);

/**
 * The same connection for statements that are no part of a transaction, such as those of the accounts library: what they
 * write is on the disk when they return, for which the event loop waits.
 */
export function waitingForDisk(connection: SqliteConnection.Database): SqliteConnection.Database {
  function prepare(source: string): SqliteConnection.Statement {
    const statement = connection.prepare(source);
    return statement.readonly ? statement : inFull(connection, statement);
  }
  return new Proxy(connection, {
    get(target, name) {
      if (name === "prepare") return prepare;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function inFull(
  connection: SqliteConnection.Database,
  statement: SqliteConnection.Statement,
): SqliteConnection.Statement {
  const waiting: SqliteConnection.Statement = new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...values: unknown[]) => {
        // Within somebody's transaction its end decides, and the setting cannot be changed.
        if (!RUNS.has(name) || connection.inTransaction) {
          const answer: unknown = value.apply(target, values);
          return answer === target ? waiting : answer;
        }
        connection.pragma("synchronous = FULL");
        try {
          return value.apply(target, values);
        } finally {
          connection.pragma("synchronous = NORMAL");
        }
      };
    },
  });
  return waiting;
}

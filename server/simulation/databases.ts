import { randomUUID } from "node:crypto";
import { getTableName } from "drizzle-orm";
import pg from "pg";
import type { TestProject } from "vitest/node";
import type { Database } from "#server/database/database.ts";
import { migratePostgres, openPostgres } from "#server/database/postgres.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";

/** A database that one simulation after the other gets empty: making one costs more than most simulations. */
export interface Arena {
  database: Database;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** A migrated SQLite database in memory. */
export function sqliteArena(): Arena {
  const database = openSqlite(":memory:");
  migrateSqlite(database);
  const { connection } = database;
  const clear = tableNames(database).map((name) => connection.prepare(`delete from "${name}"`));
  const restartIds = connection.prepare("delete from sqlite_sequence");
  return {
    database,
    empty: async () => {
      connection.pragma("foreign_keys = OFF");
      connection.transaction(() => {
        for (const statement of [...clear, restartIds]) statement.run();
      })();
      connection.pragma("foreign_keys = ON");
    },
    close: () => database.close(),
  };
}

/** A migrated database of its own on a PostgreSQL server. */
export async function postgresArena(serverUrl: string): Promise<Arena> {
  const name = `simulation_${randomUUID().replaceAll("-", "")}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href);
  // Its timer would follow the simulated time.
  database.pool.options.idleTimeoutMillis = 0;
  await migratePostgres(database);
  const tables = tableNames(database).map((table) => `"${table}"`);
  return {
    database,
    empty: async () => {
      await database.pool.query(`truncate ${tables.join(", ")} restart identity cascade`);
    },
    close: async () => {
      await database.close();
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

function tableNames({ tables }: Database): string[] {
  return Object.values(tables).map((table) => getTableName(table));
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A PostgreSQL of its own, for as long as the simulations take. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { default: start } = await import("#server/testing/postgres-server.ts");
  let url = "";
  const provide = (_key: "postgresUrl", value: string) => {
    url = value;
  };
  const stop = await start({ provide } as unknown as TestProject);
  return { url, stop };
}

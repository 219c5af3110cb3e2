import { randomUUID } from "node:crypto";
import { getTableName } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, inject } from "vitest";
import type { Database } from "#server/database/database.ts";
import { migratePostgres, openPostgres, type PostgresDatabase } from "#server/database/postgres.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";

/** Runs the same tests on an empty, migrated database of each engine. `open()` gives the current one. */
export function eachDatabase(name: string, tests: (open: () => Database) => void): void {
  describe(`${name} on sqlite`, () => {
    let database: Database;
    beforeEach(() => {
      database = openTestSqlite();
    });
    afterEach(() => database.close());
    tests(() => database);
  });

  describe(`${name} on postgres`, () => {
    let database: PostgresDatabase;
    let drop: () => Promise<void>;
    // Made once and emptied for each test: making one costs more than most tests.
    beforeAll(async () => {
      ({ database, drop } = await openTestPostgres());
    });
    beforeEach(() => empty(database));
    afterAll(async () => {
      await database.close();
      await drop();
    });
    tests(() => database);
  });
}

/** A migrated SQLite database in memory. */
function openTestSqlite(): Database {
  const database = openSqlite(":memory:");
  migrateSqlite(database);
  return database;
}

async function openTestPostgres() {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href);
  await migratePostgres(database);
  return { database, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function empty({ pool, tables }: PostgresDatabase): Promise<void> {
  const names = Object.values(tables).map((table) => `"${getTableName(table)}"`);
  await pool.query(`TRUNCATE ${names.join(", ")} RESTART IDENTITY CASCADE`);
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

import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, describe, inject } from "vitest";
import type { Database } from "#server/database/database.ts";
import { migratePostgres, openPostgres } from "#server/database/postgres.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";

/** Runs the same tests on a fresh, migrated database of each engine. `open()` gives the current one. */
export function eachDatabase(name: string, tests: (open: () => Database) => void): void {
  describe.each(["sqlite", "postgres"] as const)(`${name} on %s`, (engine) => {
    let database: Database;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      ({ database, drop } = engine === "sqlite" ? openTestSqlite() : await openTestPostgres());
    });
    afterEach(async () => {
      await database.close();
      await drop();
    });
    tests(() => database);
  });
}

/** A migrated SQLite database in memory. */
export function openTestSqlite() {
  const database = openSqlite(":memory:");
  migrateSqlite(database);
  return { database, drop: async () => {} };
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

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

import { sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { run } from "./database.ts";
import { openPostgres, type PostgresDatabase } from "./postgres.ts";

let database: PostgresDatabase;
const told: string[] = [];
beforeEach(() => {
  told.length = 0;
  database = openPostgres(inject("postgresUrl"), (error) => told.push(error.message));
});
afterEach(() => database.close());

/** Ends a connection as a restart of the server does. */
async function terminate(pid: number): Promise<void> {
  const other = new pg.Client({ connectionString: inject("postgresUrl") });
  await other.connect();
  await other.query("SELECT pg_terminate_backend($1)", [pid]);
  await other.end();
}

const ownPid = () =>
  run(database.query.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(select 1) one`));

it.each([
  ["while a query is under way", () => sql`(select pg_sleep(20)) slept`],
  ["between two queries", () => sql`(select 1) one`],
])("a connection lost %s fails its transaction and nothing else", async (when, source) => {
  const lost = new Promise<void>((resolve) => {
    database.pool.once("acquire", (client) => void client.once("end", resolve));
  });
  const failing = database.transaction(function* (tx) {
    const [row] = yield* run(
      tx.query.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(select 1) one`),
    );
    const ended = terminate(row!.pid);
    // A transaction asks for queries only; this stands for a long pause in one.
    if (when === "between two queries") yield* run(ended.then(() => lost));
    yield* run(tx.query.select({ one: sql`1` }).from(source()));
  });
  await expect(failing).rejects.toSatisfy((error) => !/rolled back|ROLLBACK/.test(String(error)));
  await lost;
  const [after] = await database.transaction(ownPid);
  expect(after?.pid).toBeGreaterThan(0);
});

it("a connection lost while nobody uses it is told and replaced", async () => {
  const [row] = await database.transaction(ownPid);
  const removed = new Promise((resolve) => database.pool.once("error", resolve));
  await terminate(row!.pid);
  await removed;
  expect(told).toEqual(["terminating connection due to administrator command"]);
  const [after] = await database.transaction(ownPid);
  expect(after?.pid).not.toBe(row!.pid);
});

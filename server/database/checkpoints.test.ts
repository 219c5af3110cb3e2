import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Checkpoints } from "./checkpoints.ts";
import { run } from "./database.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "./sqlite.ts";

const MEGABYTE = 1024 * 1024;

let folder: string;
let database: SqliteDatabase;
let checkpoints: Checkpoints;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rekindle-checkpoints-"));
  database = openSqlite(join(folder, "rekindle.db"));
  migrateSqlite(database);
  checkpoints = new Checkpoints(database, pino({ level: "silent" }));
});
afterEach(async () => {
  await checkpoints.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const logBytes = () => statSync(`${database.connection.name}-wal`).size;

/** How often the log has begun anew, which SQLite counts in its header (https://sqlite.org/walformat.html). */
function beginnings(): number {
  return readFileSync(`${database.connection.name}-wal`).readUInt32BE(12);
}

/** Each leaves some 25 pages in the log. */
let lastKey = 0;
function write(): Promise<unknown> {
  lastKey += 1;
  const row = { key: `key-${lastKey}`, value: "x".repeat(100_000) };
  return database.transaction((tx) => run(tx.query.insert(tx.tables.settings).values(row)));
}

it("lets the log begin anew although somebody writes without a pause", async () => {
  let done = false;
  const writing = (async () => {
    while (!done) {
      await write();
      // Others have their turn between two writes, as in a server.
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await expect.poll(logBytes, { timeout: 20_000, interval: 5 }).toBeGreaterThan(16 * MEGABYTE);
  const before = beginnings();
  await checkpoints.run();
  await write();
  expect(beginnings()).toBe(before + 1);
  done = true;
  await writing;
});

it("leaves the log alone while somebody still reads what was there before", async () => {
  const reader = openSqlite(database.connection.name, { readonly: true }).connection;
  await write();
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM settings").get();
  while (logBytes() < 10 * MEGABYTE) await write();
  await checkpoints.run();
  await write();
  expect(logBytes()).toBeGreaterThan(10 * MEGABYTE);
  reader.close();
  await checkpoints.run();
  const before = logBytes();
  await write();
  expect(logBytes()).toBe(before);
});

it("makes transactions wait while they are held, and goes on when the work has failed", async () => {
  let fail = (_error: Error) => {};
  const holding = database.holdTransactions(
    () =>
      new Promise((_resolve, reject) => {
        fail = reject;
      }),
  );
  let written = false;
  const writing = write().then(() => {
    written = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(written).toBe(false);
  fail(new Error("no"));
  await expect(holding).rejects.toThrow("no");
  await writing;
  expect(written).toBe(true);
});

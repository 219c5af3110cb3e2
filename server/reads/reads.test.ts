import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { type Reads, startReading, threadReads } from "./reads.ts";

let folder: string;
let database: SqliteDatabase;
let reads: Reads;
let workers: Worker[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rekindle-reads-"));
  const file = join(folder, "rekindle.db");
  database = openSqlite(file);
  migrateSqlite(database);
  workers = [];
  reads = threadReads(file, pino({ level: "silent" }), () => {
    const worker = startReading(file);
    workers.push(worker);
    return worker;
  });
});
afterEach(async () => {
  await reads.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

it("reads what was committed, in one thread", async () => {
  await new StoreRig(database).profile({ name: "Ana" });
  expect(await reads.listProfiles({ search: "", cursor: null, limit: 5 })).toMatchObject({ total: 1 });
  expect(await reads.listEventNames()).toEqual([]);
  expect(workers).toHaveLength(1);
});

it("tells who asked when a read fails, and goes on", async () => {
  await expect(reads.countRuns({} as unknown as number)).rejects.toThrow();
  expect(await reads.listWorkflows()).toEqual([]);
  expect(workers).toHaveLength(1);
});

it("rejects what a thread held when it ended, and reads on in another one", async () => {
  await reads.listWorkflows();
  const held = reads.listWorkflows();
  const ended = workers[0]!.terminate();
  await expect(held).rejects.toThrow("the reading thread ended");
  await ended;
  expect(await reads.listWorkflows()).toEqual([]);
  expect(workers).toHaveLength(2);
});

it("starts nothing any more once it is closed", async () => {
  await reads.close();
  await expect(reads.listWorkflows()).rejects.toThrow("closed");
  expect(workers).toHaveLength(0);
});

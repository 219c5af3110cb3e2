import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eraseProfile } from "#server/store/erasure.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { giveBackPages, migrateSqlite, openSqlite, sqliteBytes } from "./sqlite.ts";

it("leaves nothing of an erased person in the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-"));
  const file = join(folder, "rekindle.db");
  const db = openSqlite(file);
  migrateSqlite(db);
  const rig = new StoreRig(db);
  const { id } = await rig.profile({
    name: "Ana",
    attributes: { note: "x".repeat(20_000), secret: "left-handed" },
  });
  db.connection.pragma("wal_checkpoint(TRUNCATE)");
  expect(readFileSync(file).includes("left-handed")).toBe(true);
  await rig.do((tx) => eraseProfile(tx, id));
  db.connection.pragma("wal_checkpoint(TRUNCATE)");
  expect(readFileSync(file).includes("left-handed")).toBe(false);
  expect(readFileSync(file).includes("xxxxxxxx")).toBe(false);
  await db.close();
  rmSync(folder, { recursive: true });
});

it("gives what was removed back to the disk, in a copy as in the file itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-"));
  const file = join(folder, "rekindle.db");
  const db = openSqlite(file);
  migrateSqlite(db);
  const rig = new StoreRig(db);
  const { id } = await rig.profile({ attributes: { note: "x".repeat(4 * 1024 * 1024) } });
  await rig.do((tx) => eraseProfile(tx, id));
  await db.connection.backup(join(folder, "copy.db"));
  const copy = openSqlite(join(folder, "copy.db"));
  for (const each of [db, copy]) {
    const before = sqliteBytes(each);
    expect(before.free).toBeGreaterThan(4 * 1024 * 1024);
    let pages = 0;
    for (let given = giveBackPages(each, 32); given > 0; given = giveBackPages(each, 32)) {
      expect(given).toBeLessThanOrEqual(40);
      pages += given;
    }
    expect(pages).toBeGreaterThan(700);
    each.connection.pragma("wal_checkpoint(TRUNCATE)");
    expect(statSync(each.connection.name).size).toBeLessThan(before.file - 700 * 4096);
    expect(each.connection.pragma("integrity_check", { simple: true })).toBe("ok");
    await each.close();
  }
  rmSync(folder, { recursive: true });
});

it("cuts the log back that a long read has let grow", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-"));
  const file = join(folder, "rekindle.db");
  const db = openSqlite(file);
  migrateSqlite(db);
  const { connection } = db;
  const limitBytes = 1024 * 1024;
  expect(connection.pragma("journal_size_limit", { simple: true })).toBeGreaterThan(limitBytes);
  // Smaller, so that the log need not grow for long.
  connection.pragma(`journal_size_limit = ${limitBytes}`);
  connection.pragma("wal_autocheckpoint = 100");
  const reader = openSqlite(file, { readonly: true }).connection;
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM profiles").get();
  const write = connection.prepare("INSERT INTO settings (key, value) VALUES (?, ?)");
  for (let n = 0; n < 40; n++) write.run(`key-${n}`, JSON.stringify("x".repeat(100_000)));
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(3 * limitBytes);
  reader.close();
  for (let n = 0; n < 3; n++) write.run(`after-${n}`, "1");
  expect(statSync(`${file}-wal`).size).toBeLessThanOrEqual(limitBytes);
  await db.close();
  rmSync(folder, { recursive: true });
});

import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataFolder } from "#server/database/open.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { readEnv } from "#server/env.ts";
import { checkKeys } from "#server/key-check.ts";
import { openKeys } from "#server/keys.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";

/** Enough that copying takes many slices, between which the server writes. */
const LEDGER_ROWS = 20_000;

let dataDir: string;
let db: SqliteDatabase;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-"));
  db = await makeData(dataDir);
});
afterEach(async () => {
  await db.close();
  rmSync(dataDir, { recursive: true });
});

async function makeData(folder: string): Promise<SqliteDatabase> {
  const { keys } = openKeys(join(folder, "keys.json"), makeVapidKeys);
  const database = openSqlite(join(folder, "rekindle.db"));
  migrateSqlite(database);
  await checkKeys(database, keys);
  return database;
}

function run(command: "backup" | "restore", args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; text: string }>((resolve) => {
    const environment = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", ...env };
    execFile(
      process.execPath,
      [`server/commands/${command}.ts`, ...args],
      { env: environment },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    );
  });
}

async function setShopName(shopName: string): Promise<void> {
  const { shop } = await readSettings(db);
  await db.transaction((tx) => writeSetting(tx, "shop", { ...shop, shopName }));
}

async function settingsAfterRestart() {
  db = openSqlite(join(dataDir, "rekindle.db"));
  return readSettings(db);
}

describe("backup", () => {
  it("copies one moment of the database while the server writes, and the keys", async () => {
    const { connection } = db;
    connection.exec("CREATE TABLE ledger (account TEXT, amount INTEGER, note TEXT)");
    const insert = connection.prepare("INSERT INTO ledger VALUES (?, ?, ?)");
    const transfer = connection.transaction((amount: number) => {
      insert.run("from", -amount, "x".repeat(500));
      insert.run("to", amount, "x".repeat(500));
    });
    connection.transaction(() => {
      for (let n = 0; n < LEDGER_ROWS; n++) transfer(n);
    })();

    let copying = true;
    const copied = run("backup", ["during-writes"]).finally(() => {
      copying = false;
    });
    let written = 0;
    while (copying) {
      transfer(written++);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await copied).toMatchObject({ code: 0, text: expect.stringContaining("during-writes") });
    expect(written).toBeGreaterThan(100);

    const folder = join(dataDir, "backups", "during-writes");
    const copy = openSqlite(join(folder, "rekindle.db"));
    expect(copy.connection.pragma("integrity_check", { simple: true })).toBe("ok");
    const sums = copy.connection.prepare("SELECT sum(amount) AS sum, count(*) AS rows FROM ledger").get();
    expect(sums).toMatchObject({ sum: 0 });
    await copy.close();
    expect(readFileSync(join(folder, "keys.json"))).toEqual(readFileSync(join(dataDir, "keys.json")));
  });

  it("never writes over a copy, and takes no name that leads elsewhere", async () => {
    expect((await run("backup", ["first"])).code).toBe(0);
    expect(await run("backup", ["first"])).toMatchObject({
      code: 1,
      text: expect.stringContaining("already"),
    });
    expect(await run("backup", ["../outside"])).toMatchObject({ code: 1 });
    expect(readdirSync(join(dataDir, "backups"))).toEqual(["first"]);
  });

  it("says what to do when there is no data yet, or when it is in PostgreSQL", async () => {
    const empty = await run("backup", [], { DATA_DIR: join(dataDir, "elsewhere") });
    expect(empty).toMatchObject({ code: 1, text: expect.stringContaining("Set DATA_DIR") });
    const postgres = await run("backup", [], { DATABASE_URL: "postgres://localhost/shop" });
    expect(postgres).toMatchObject({ code: 1, text: expect.stringContaining("pg_dump") });
  });
});

describe("restore", () => {
  it("puts the copy in place with sending off, and keeps what was there", async () => {
    await setShopName("Before");
    expect((await run("backup", ["good"])).code).toBe(0);
    await setShopName("After");
    await db.close();

    expect(await run("restore", ["good"])).toMatchObject({ code: 0 });
    const settings = await settingsAfterRestart();
    expect(settings.shop.shopName).toBe("Before");
    expect(settings.sendingOff).toBe(true);

    const kept = readdirSync(join(dataDir, "backups")).find((name) => name.startsWith("before-restore-"));
    const before = openSqlite(join(dataDir, "backups", kept ?? "", "rekindle.db"));
    expect((await readSettings(before)).shop.shopName).toBe("After");
    await before.close();
    expect(existsSync(join(dataDir, "restoring"))).toBe(false);
  });

  it("brings a lost data folder back from a copy that is kept elsewhere", async () => {
    await setShopName("Only copy");
    expect((await run("backup", ["away"])).code).toBe(0);
    const fresh = mkdtempSync(join(tmpdir(), "rekindle-"));
    const restored = await run("restore", [join(dataDir, "backups", "away")], { DATA_DIR: fresh });
    expect(restored).toMatchObject({ code: 0, text: expect.not.stringContaining("What was there before") });
    const database = openSqlite(join(fresh, "rekindle.db"));
    expect((await readSettings(database)).shop.shopName).toBe("Only copy");
    await database.close();
    rmSync(fresh, { recursive: true });
  });

  it("changes nothing while the server runs", async () => {
    await run("backup", ["good"]);
    await setShopName("Now");
    const lock = lockDataFolder(readEnv({ DATA_DIR: dataDir }));
    const refused = await run("restore", ["good"]);
    lock.release();
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("already running") });
    expect((await readSettings(db)).shop.shopName).toBe("Now");
    expect(readdirSync(join(dataDir, "backups"))).toEqual(["good"]);
  });

  it.each([
    ["keys of another installation", useOtherKeys, "does not belong to this database"],
    ["damaged keys", (folder: string) => writeFileSync(join(folder, "keys.json"), "{"), "is damaged"],
    ["a damaged database", scramble, "The copy"],
    ["a newer version's tables", makeNewer, "newer version"],
  ])("refuses a copy with %s and changes nothing", async (_what, spoil, reason) => {
    await run("backup", ["bad"]);
    await spoil(join(dataDir, "backups", "bad"));
    await setShopName("Now");
    const refused = await run("restore", ["bad"]);
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining(reason) });
    expect(refused.text).toContain("Nothing was changed");
    expect((await readSettings(db)).shop.shopName).toBe("Now");
    expect(readdirSync(join(dataDir, "backups"))).toEqual(["bad"]);
  });

  it("says what a copy is when none is named or none is there", async () => {
    expect(await run("restore", [])).toMatchObject({ code: 1, text: expect.stringContaining("keys.json") });
    expect(await run("restore", ["nowhere"])).toMatchObject({
      code: 1,
      text: expect.stringContaining("no copy at nowhere"),
    });
    const postgres = await run("restore", ["any"], { DATABASE_URL: "postgres://localhost/shop" });
    expect(postgres).toMatchObject({ code: 1, text: expect.stringContaining("pg_restore") });
  });
});

async function useOtherKeys(folder: string): Promise<void> {
  const other = mkdtempSync(join(tmpdir(), "rekindle-"));
  openKeys(join(other, "keys.json"), makeVapidKeys);
  copyFileSync(join(other, "keys.json"), join(folder, "keys.json"));
  rmSync(other, { recursive: true });
}

function scramble(folder: string): void {
  const file = join(folder, "rekindle.db");
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 8_192, 40_960);
  writeFileSync(file, bytes);
}

async function makeNewer(folder: string): Promise<void> {
  const copy = openSqlite(join(folder, "rekindle.db"));
  copy.connection.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9e15)");
  await copy.close();
}

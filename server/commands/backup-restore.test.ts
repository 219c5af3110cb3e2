import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { timestamp } from "#server/backup.ts";
import { lockDataFolder, openDatabase } from "#server/database/open.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { readEnv } from "#server/env.ts";
import { checkKeys } from "#server/key-check.ts";
import { openKeys } from "#server/keys.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";
import { copyData } from "./copy-data.ts";
import { restoreData } from "./restore-data.ts";

const NOW = Date.UTC(2026, 4, 1, 12);
/** Enough that copying takes many slices, between which the server writes. */
const LEDGER_ROWS = 20_000;

let dataDir: string;
let db: SqliteDatabase;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-"));
  const { keys } = openKeys(join(dataDir, "keys.json"), makeVapidKeys);
  db = openSqlite(join(dataDir, "rekindle.db"));
  migrateSqlite(db);
  await checkKeys(db, keys);
});
afterEach(async () => {
  await db.close();
  rmSync(dataDir, { recursive: true });
});

function envOf(folder: string) {
  return readEnv({ NODE_ENV: "test", DATA_DIR: folder });
}

function backups(): string[] {
  return readdirSync(join(dataDir, "backups"));
}

async function setShopName(shopName: string): Promise<void> {
  const { shop } = await readSettings(db);
  await db.transaction((tx) => writeSetting(tx, "shop", { ...shop, shopName }));
}

async function settingsIn(folder: string) {
  const database = openSqlite(join(folder, "rekindle.db"));
  try {
    return await readSettings(database);
  } finally {
    await database.close();
  }
}

/** The command as it is typed, in a process of its own. */
function run(command: "backup" | "restore", args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; text: string }>((resolve) => {
    const options = { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", ...env } };
    const file = `server/commands/${command}.ts`;
    execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    );
  });
}

it("copies the pictures of emails, and puts back those that belong to the copy", async () => {
  const picture = (folder: string, name: string) => join(folder, "images", name);
  mkdirSync(join(dataDir, "images"));
  writeFileSync(picture(dataDir, "a.png"), "a");
  writeFileSync(picture(dataDir, ".b.part"), "b");
  expect((await copyData(dataDir, "before")).done).toBe(true);
  const copy = join(dataDir, "backups", "before");
  expect(readdirSync(join(copy, "images"))).toEqual(["a.png"]);
  rmSync(picture(dataDir, "a.png"));
  writeFileSync(picture(dataDir, "c.png"), "c");
  await db.close();
  expect((await restoreData(envOf(dataDir), "before", NOW)).done).toBe(true);
  expect(readdirSync(join(dataDir, "images"))).toEqual(["a.png"]);
  const setAside = backups().find((name) => name.startsWith("before-restore-"))!;
  expect(readdirSync(join(dataDir, "backups", setAside, "images"))).toContain("c.png");
  db = openSqlite(join(dataDir, "rekindle.db"));
});

describe("npm run backup", () => {
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
    const sums = copy.connection.prepare("SELECT sum(amount) AS sum FROM ledger").get();
    expect(sums).toEqual({ sum: 0 });
    await copy.close();
    expect(readFileSync(join(folder, "keys.json"))).toEqual(readFileSync(join(dataDir, "keys.json")));
  });

  it("never writes over a copy, and takes no name that leads elsewhere", async () => {
    expect(await copyData(dataDir, "first")).toMatchObject({ done: true });
    expect(await copyData(dataDir, "first")).toMatchObject({
      done: false,
      text: expect.stringContaining("already"),
    });
    expect(await copyData(dataDir, "../outside")).toMatchObject({ done: false });
    expect(backups()).toEqual(["first"]);
  });

  it("makes a copy that no other user of the machine can read", async () => {
    await run("backup", ["private"]);
    const folder = join(dataDir, "backups", "private");
    for (const path of [folder, join(folder, "rekindle.db"), join(folder, "keys.json")])
      expect(statSync(path).mode & 0o077, path).toBe(0);
  });

  it("says what to do when there is no data yet, or when it is in PostgreSQL", async () => {
    const empty = await copyData(join(dataDir, "elsewhere"), "first");
    expect(empty).toMatchObject({ done: false, text: expect.stringContaining("Set DATA_DIR") });
    const postgres = await run("backup", [], { DATABASE_URL: "postgres://localhost/shop" });
    expect(postgres).toMatchObject({ code: 1, text: expect.stringContaining("pg_dump") });
  });
});

describe("npm run restore", () => {
  it("puts the copy in place with sending off, and keeps what was there", async () => {
    await setShopName("Before");
    await copyData(dataDir, "good");
    await setShopName("After");
    await db.close();

    expect(await run("restore", ["good"])).toMatchObject({
      code: 0,
      text: expect.stringContaining("Restored"),
    });
    const settings = await settingsIn(dataDir);
    expect(settings).toMatchObject({ shop: { shopName: "Before" }, sendingOff: true });
    const kept = backups().find((name) => name.startsWith("before-restore-")) ?? "";
    expect(await settingsIn(join(dataDir, "backups", kept))).toMatchObject({
      shop: { shopName: "After" },
      sendingOff: false,
    });
    expect(existsSync(join(dataDir, "restoring"))).toBe(false);
  });

  it("brings back a lost data folder from a copy that was kept elsewhere", async () => {
    await setShopName("Only copy");
    await copyData(dataDir, "away");
    const fresh = mkdtempSync(join(tmpdir(), "rekindle-"));
    const restored = await restoreData(envOf(fresh), join(dataDir, "backups", "away"), NOW);
    expect(restored).toMatchObject({ done: true });
    expect(restored.text).not.toContain("What was there before");
    expect((await settingsIn(fresh)).shop.shopName).toBe("Only copy");
    rmSync(fresh, { recursive: true });
  });

  it("changes nothing while the server runs", async () => {
    await copyData(dataDir, "good");
    await setShopName("Now");
    const lock = lockDataFolder(envOf(dataDir));
    const refused = await run("restore", ["good"]);
    lock.release();
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("already running") });
    expect((await readSettings(db)).shop.shopName).toBe("Now");
    expect(backups()).toEqual(["good"]);
  });

  it.each([
    ["keys of another installation", useOtherKeys, "does not belong to this database"],
    ["damaged keys", damageKeys, "is damaged"],
    ["a damaged database", scramble, "The copy"],
    ["a newer version's tables", makeNewer, "newer version"],
  ])("refuses a copy with %s and changes nothing", async (_what, spoil, reason) => {
    await copyData(dataDir, "bad");
    await spoil(join(dataDir, "backups", "bad"));
    await setShopName("Now");
    const refused = await restoreData(envOf(dataDir), "bad", NOW);
    expect(refused).toMatchObject({ done: false, text: expect.stringContaining(reason) });
    expect(refused.text).toContain("Nothing was changed");
    expect((await readSettings(db)).shop.shopName).toBe("Now");
    expect(backups()).toEqual(["bad"]);
  });

  it("finishes what was cut off in between, which keeps the server from starting", async () => {
    await setShopName("Before");
    await copyData(dataDir, "good");
    await db.close();
    const keyFile = join(dataDir, "keys.json");
    const keys = readFileSync(keyFile);
    // The keys are moved aside first; the database cannot follow, because its place there is taken.
    const aside = join(dataDir, "backups", `before-restore-${timestamp(NOW)}`);
    mkdirSync(join(aside, "rekindle.db", "in the way"), { recursive: true });
    await expect(restoreData(envOf(dataDir), "good", NOW)).rejects.toThrow();
    rmSync(aside, { recursive: true });
    expect(existsSync(keyFile)).toBe(false);

    const opening = openDatabase(
      envOf(dataDir),
      async () => {},
      () => {},
      () => {},
    );
    await expect(opening).rejects.toThrow("Run it again: npm run restore -- good");
    expect(await restoreData(envOf(dataDir), "good", NOW)).toMatchObject({ done: true });
    expect(readFileSync(keyFile)).toEqual(keys);
    const opened = await openDatabase(
      envOf(dataDir),
      async () => {},
      () => {},
      () => {},
    );
    expect((await readSettings(opened)).shop.shopName).toBe("Before");
    await opened.close();
  });

  it("takes the newest rows of data that was set aside after a crash", async () => {
    // Copied while it is open: the newest rows stand in the log beside the file.
    await setShopName("In the log");
    const crashed = mkdtempSync(join(tmpdir(), "rekindle-"));
    for (const file of ["keys.json", "rekindle.db", "rekindle.db-wal"])
      copyFileSync(join(dataDir, file), join(crashed, file));
    await db.close();
    expect(await restoreData(envOf(dataDir), crashed, NOW)).toMatchObject({ done: true });
    expect((await settingsIn(dataDir)).shop.shopName).toBe("In the log");
    rmSync(crashed, { recursive: true });
  });

  it("says what a copy is when none is named or none is there, and what to do on PostgreSQL", async () => {
    const unnamed = await restoreData(envOf(dataDir), undefined, NOW);
    expect(unnamed).toMatchObject({ done: false, text: expect.stringContaining("keys.json") });
    const absent = await restoreData(envOf(dataDir), "nowhere", NOW);
    expect(absent).toMatchObject({ done: false, text: expect.stringContaining("no copy at nowhere") });
    const postgres = await run("restore", ["any"], { DATABASE_URL: "postgres://localhost/shop" });
    expect(postgres).toMatchObject({ code: 1, text: expect.stringContaining("pg_restore") });
  });
});

function useOtherKeys(folder: string): void {
  const other = mkdtempSync(join(tmpdir(), "rekindle-"));
  openKeys(join(other, "keys.json"), makeVapidKeys);
  copyFileSync(join(other, "keys.json"), join(folder, "keys.json"));
  rmSync(other, { recursive: true });
}

function damageKeys(folder: string): void {
  writeFileSync(join(folder, "keys.json"), "{");
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

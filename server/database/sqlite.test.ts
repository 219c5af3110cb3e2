import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eraseProfile } from "#server/store/erasure.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { migrateSqlite, openSqlite } from "./sqlite.ts";

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

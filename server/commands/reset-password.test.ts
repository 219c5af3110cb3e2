import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type AccountsRig, openAccounts } from "#server/accounts/accounts-rig.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";

const ana = {
  name: "Ana",
  email: "ana@example.com",
  password: "correct horse",
  shopName: "Tea",
  timezone: "UTC",
};

let folder: string;
let rig: AccountsRig;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "rekindle-"));
  const db = openSqlite(join(folder, "rekindle.db"));
  migrateSqlite(db);
  rig = openAccounts(db);
  await rig.post("/create-owner", ana);
});
afterEach(async () => {
  await rig.db.close();
  rmSync(folder, { recursive: true });
});

function runCommand(email: string, typed: string, dataDir = folder): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const command = "server/commands/reset-password.ts";
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" };
    const child = execFile(process.execPath, [command, email], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    );
    child.stdin?.end(`${typed}\n`);
  });
}

it("sets a password while the server runs, and ends sessions and waiting times", async () => {
  const { cookie } = await rig.signIn(ana.email, ana.password);
  for (let n = 0; n < 21; n++) await rig.signIn(ana.email, "guess");
  expect((await rig.signIn(ana.email, ana.password)).status).toBe(429);

  const { code, text } = await runCommand("Ana@example.com", "battery staple");
  expect(text).toContain("ana@example.com has a new password");
  expect(code).toBe(0);
  expect(await rig.personOf(cookie)).toBeNull();
  expect((await rig.signIn(ana.email, ana.password)).status).toBe(401);
  expect((await rig.signIn(ana.email, "battery staple")).status).toBe(200);
});

it("changes nothing for an address that nobody has, a short password, or a missing database", async () => {
  const unknown = await runCommand("eve@example.com", "battery staple");
  expect(unknown).toMatchObject({ code: 1, text: expect.stringContaining("ana@example.com (owner)") });
  const short = await runCommand(ana.email, "short");
  expect(short).toMatchObject({ code: 1, text: expect.stringContaining("Use at least 10 characters") });
  const elsewhere = await runCommand(ana.email, "battery staple", join(folder, "elsewhere"));
  expect(elsewhere).toMatchObject({ code: 1, text: expect.stringContaining("no database yet") });
  expect((await rig.signIn(ana.email, ana.password)).status).toBe(200);
});

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openAccounts } from "#server/accounts/accounts-rig.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { ImportFolder } from "#server/imports/folder.ts";
import { Imports } from "#server/imports/imports.ts";
import { PIECE_MAX_BYTES } from "#server/imports/upload-limits.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { answerError } from "./answer.ts";
import { handleImportFiles } from "./import-files.ts";

const OWNER = {
  name: "Olga Owner",
  email: "olga@example.com",
  password: "correct horse battery",
  shopName: "Hearth & Home",
  timezone: "UTC",
};

let dataDir: string;
let db: SqliteDatabase;
let imports: Imports;
let cookie: string;
let url: string;
let close: () => Promise<void>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "rekindle-import-files-"));
  db = openSqlite(":memory:");
  migrateSqlite(db);
  const accounts = openAccounts(db);
  ({ cookie } = await accounts.post("/create-owner", OWNER));
  const { clock, keys, engine } = new EngineRig(db);
  await engine.reload();
  const folder = new ImportFolder(dataDir);
  imports = new Imports({ db, clock, keys, engine, log: pino({ level: "silent" }), folder });
  const server = createServer(async (request, response) => {
    const taken = await handleImportFiles({ auth: accounts.auth, imports }, request, response);
    if (!taken) answerError(response, 404, "not-mine", "Somebody else's");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await imports.stop();
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
});
afterEach(() => close());

async function put(
  uploadId: string,
  offset: number,
  body: string,
  headers: Record<string, string> = { cookie },
) {
  const response = await fetch(`${url}/api/imports/uploads/${uploadId}?offset=${offset}`, {
    ...{ method: "PUT", body, headers },
  });
  return { status: response.status, json: (await response.json()) as { bytes?: number } };
}

async function begin(bytes: number): Promise<string> {
  const begun = await imports.uploads.begin(bytes);
  if (begun.kind !== "begun") throw new Error(begun.kind);
  return begun.uploadId;
}

it("takes a file in pieces, says where it is when one does not follow, and gives rejected rows back", async () => {
  const text = "Email\nana@example.com\n=1+1\n";
  const uploadId = await begin(text.length);
  expect(await put(uploadId, 0, text.slice(0, 10))).toMatchObject({ status: 200, json: { bytes: 10 } });
  expect(await put(uploadId, 0, text)).toMatchObject({ status: 409, json: { bytes: 10 } });
  expect(await put(uploadId, 10, text.slice(10))).toMatchObject({ json: { bytes: text.length } });
  const file = { kind: "profiles" as const, fileName: "a.csv", bytes: text.length, by: "olga" };
  const finished = await imports.finish(uploadId, file);
  if (finished.kind !== "ready") throw new Error(finished.kind);
  await imports.start(finished.id);
  await imports.idle();

  const path = `${url}/api/imports/${finished.id}/rejected.csv`;
  const rejected = await fetch(path, { headers: { cookie } });
  expect(rejected.headers.get("content-disposition")).toContain("attachment");
  expect(Buffer.from(await rejected.arrayBuffer()).toString("utf8")).toBe(
    "\ufeffEmail,Reason\n'=1+1,The email address is not one that mail can be sent to\n",
  );
  expect((await fetch(path)).status).toBe(401);
  expect((await fetch(`${url}/api/imports/999/rejected.csv`, { headers: { cookie } })).status).toBe(404);
});

it("takes nothing from strangers and viewers, nothing too large, and nothing outside its folder", async () => {
  const uploadId = await begin(10);
  expect((await put(uploadId, 0, "x", {})).status).toBe(401);
  expect((await put(uploadId, 0, "x".repeat(PIECE_MAX_BYTES + 1))).status).toBe(413);
  expect((await put("0".repeat(36), 0, "x")).status).toBe(404);
  expect((await fetch(`${url}/api/imports/uploads/..%2f..%2fkeys?offset=0`, { method: "PUT" })).status).toBe(
    404,
  );
  expect((await fetch(`${url}/api/imports/uploads/${uploadId}?offset=0`)).status).toBe(405);
  const { users } = db.tables;
  await db.query.update(users).set({ role: "viewer" }).where(eq(users.email, OWNER.email));
  expect((await put(uploadId, 0, "x")).status).toBe(403);
  expect(await imports.uploads.begin(2 * 1024 ** 3)).toEqual({ kind: "too-large" });
});

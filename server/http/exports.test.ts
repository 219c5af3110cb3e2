import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { openAccounts } from "#server/accounts/accounts-rig.ts";
import { run } from "#server/database/database.ts";
import { migrateSqlite, openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { saveSegment } from "#server/engine/segments/save.ts";
import { directReads, type Reads } from "#server/reads/reads.ts";
import { createProfile } from "#server/store/profiles.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { answerError } from "./answer.ts";
import { handleExports } from "./exports.ts";

const OWNER = {
  name: "Olga Owner",
  email: "olga@example.com",
  password: "correct horse battery",
  shopName: "Hearth & Home",
  timezone: "UTC",
};

let db: SqliteDatabase;
let rig: EngineRig;
let reads: Reads;
let cookie: string;
let url: string;
let close: () => Promise<void>;
/** Over when the last request has been dealt with. */
let handled: Promise<unknown>;

beforeEach(async () => {
  db = openSqlite(":memory:");
  migrateSqlite(db);
  const accounts = openAccounts(db);
  ({ cookie } = await accounts.post("/create-owner", OWNER));
  rig = new EngineRig(db);
  await rig.engine.start();
  reads = directReads(db);
  const { clock, keys } = rig;
  const services = { auth: accounts.auth, clock, keys, db, reads, log: pino({ level: "silent" }) };
  const server = createServer((request, response) => {
    handled = handleExports(services, request, response).then((taken) => {
      if (!taken) answerError(response, 418, "not-mine", "Somebody else's");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rig.engine.stop();
    await db.close();
  };
});
afterEach(() => close());

it("hands out files named by the day, to those who may change things", async () => {
  await rig.identify("ana", { email: "ana@example.com", attributes: { plan: "gold" } });
  const csv = await send("/exports/profiles.csv", { headers: { cookie } });
  expect(csv.status).toBe(200);
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(csv.headers.get("content-disposition")).toBe(
    'attachment; filename="rekindle-profiles-2026-03-10.csv"',
  );
  expect(parse(csv.text, { bom: true, columns: true })).toMatchObject([
    { "External ID": "ana", Email: "ana@example.com", "Email consent": "granted", plan: "gold" },
  ]);
  const lines = await send("/exports/profiles.jsonl", { headers: { cookie } });
  expect(JSON.parse(lines.text)).toMatchObject({ externalId: "ana", consents: [{ state: "granted" }] });
  const { id } = await rig.profile("ana");
  const person = await send(`/exports/profile-${id}.json`, { headers: { cookie } });
  expect(JSON.parse(person.text)).toMatchObject({ profile: { externalId: "ana" } });
  const workflows = await send("/exports/workflows.json", { headers: { cookie } });
  expect(JSON.parse(workflows.text)).toEqual([]);
  const head = await send("/exports/events.csv", { method: "HEAD", headers: { cookie } });
  expect([head.status, head.text]).toEqual([200, ""]);

  await setRole("editor");
  expect((await send("/exports/events.csv", { headers: { cookie } })).status).toBe(200);
});

it("hands out the people of a segment, what could be a formula made harmless", async () => {
  const rule = { kind: "attribute" as const, attribute: "city", operator: "equals" as const, value: "Lyon" };
  const segment = { id: null, name: "Lyon", description: null, rule };
  const saved = await db.transaction((tx) => saveSegment(tx, segment, rig.clock.now()));
  if (saved.kind !== "saved") throw new Error(saved.refusal.code);
  await rig.engine.reload();
  await rig.identify("=ana", { email: "ana@example.com", attributes: { city: "Lyon" } });
  await rig.identify("ben", { attributes: { city: "Paris" } });
  await rig.engine.settled();
  const csv = await send(`/exports/segment-${saved.id}.csv`, { headers: { cookie } });
  expect(parse(csv.text, { bom: true, columns: true })).toMatchObject([
    {
      ...{ "External ID": "'=ana", Email: "ana@example.com", Attributes: '{"city":"Lyon"}' },
      "In the segment since": new Date(rig.clock.now()).toISOString(),
    },
  ]);
  for (const path of ["/exports/segment-99.csv", `/exports/segment-${saved.id}.json`])
    expect((await send(path, { headers: { cookie } })).status, path).toBe(404);
});

it("refuses viewers, strangers, and what is not there", async () => {
  for (const path of [
    "/exports/keys.csv",
    "/exports/profiles.xml",
    "/exports/profile-99.json",
    "/exports/profiles.json",
    "/exports/toString.csv",
  ])
    expect((await send(path, { headers: { cookie } })).status, path).toBe(404);
  expect((await send("/exports/profiles.csv", { method: "POST", headers: { cookie } })).status).toBe(405);
  expect((await send("/exports/profiles.csv")).status).toBe(401);
  await setRole("viewer");
  for (const path of ["/exports/profiles.csv", "/exports/workflows.json", "/exports/profile-1.json"])
    expect((await send(path, { headers: { cookie } })).status, path).toBe(403);
});

it("reads nothing any more for somebody who has hung up", async () => {
  await db.transaction(function* () {
    const at = rig.clock.now();
    const attributes = { filler: "x".repeat(4_000) };
    for (let index = 0; index < 5_000; index++)
      yield* createProfile({ externalId: `p${index}`, attributes, createdAt: at, updatedAt: at });
  });
  let pages = 0;
  const read = reads.readExportPage;
  reads.readExportPage = (args) => {
    pages += 1;
    return read(args);
  };
  const request = get(`${url}/exports/profiles.jsonl`, { headers: { cookie } });
  const [response] = await once(request, "response");
  await once(response, "readable");
  request.destroy();
  await handled;
  expect(pages).toBeGreaterThan(0);
  expect(pages).toBeLessThan(15);
});

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function setRole(role: Role): Promise<void> {
  await db.transaction(function* (tx) {
    const { users } = tx.tables;
    yield* run(tx.query.update(users).set({ role }).where(eq(users.email, OWNER.email)));
  });
}

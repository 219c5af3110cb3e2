import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { insertHook, listHooks, removeHook, rotateHookToken } from "#server/store/hooks.ts";
import { startDoors } from "#server/testing/doors-rig.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { HOOK_BODY_MAX_BYTES, HookDoor } from "./hooks.ts";
import { HOOK_REQUESTS_PER_S } from "./hooks-limit.ts";
import { makeHookToken } from "./hooks-token.ts";

const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };
const byEmail = { personKind: "email", personPath: "customer.email" } as const;
const byId = { personKind: "external-id", personPath: "user_id" } as const;
const review = { customer: { email: "ana@example.com" }, stars: 5 };

eachDatabase("a hook's address", (open) => {
  let rig: EngineRig;
  let server: Server;
  let hookId: number;
  let path: string;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    const accept = rig.engine.accept.bind(rig.engine);
    const door = new HookDoor({ clock: rig.clock, db: rig.db, keys: rig.keys, accept, trustedProxies: 0 });
    server = createServer((request, response) => void door.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ hookId, path } = await add("Reviews"));
  });
  afterEach(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await rig.engine.stop();
  });

  async function add(name: string, person: typeof byEmail | typeof byId = byEmail) {
    const token = makeHookToken(rig.keys);
    const hook = { name, eventName: null, ...person, ...token, createdAt: rig.clock.now() };
    const added = await rig.db.transaction((tx) => insertHook(tx, hook));
    return { hookId: added!.id, path: `/hooks/${rig.keys.decrypt(token.sealedToken)}` };
  }
  async function send(to: string, init: RequestInit) {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${to}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: JSON.parse(text) as unknown };
  }
  function post(body: unknown, headers: Record<string, string> = JSON_TYPE, to = path) {
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    return send(to, { method: "POST", headers, body: isRaw ? (body as BodyInit) : JSON.stringify(body) });
  }
  const profiles = () => rig.db.query.select().from(rig.db.tables.profiles);
  async function events() {
    const { db } = rig;
    const names = await db.query.select().from(db.tables.eventNames);
    const rows = await db.query.select().from(db.tables.events).orderBy(db.tables.events.id);
    return rows.map(({ profileId, nameId, properties }) => ({
      profileId,
      properties,
      name: names.find(({ id }) => id === nameId)?.name,
    }));
  }

  it("turns what is posted into an event of the person that it names, whom it makes when they are new", async () => {
    expect(await post(review)).toMatchObject({ status: 202, json: { success: true } });
    const [ana] = await profiles();
    expect(ana).toMatchObject({ email: "ana@example.com", externalId: null });
    expect(await events()).toEqual([{ profileId: ana!.id, name: "Webhook: Reviews", properties: review }]);
    expect(await rig.db.query.select().from(rig.db.tables.consents)).toEqual([]);
  });

  it("starts the workflows that listen for it, with what was posted as their event", async () => {
    const graph = drawGraph([
      { id: "start", type: "incoming-hook", config: { event: "Webhook: Reviews" } },
      { id: "wait", type: "delay", config: { mode: "for", duration: { amount: 1, unit: "hours" } } },
    ]);
    await rig.publish(graph);
    await post(review);
    const runs = await rig.db.query.select().from(rig.db.tables.runs);
    expect(runs.map(({ nodeId, state }) => [nodeId, state.data])).toEqual([["wait", { event: review }]]);
  });

  it("finds a customer by address, however it is written, and leaves their profile as it is", async () => {
    await rig.identify("customer-1", { email: "ana@example.com", timezone: "Europe/Lisbon" });
    const before = await profiles();
    const shouted = { customer: { email: " Ana@Example.COM " } };
    expect((await post(shouted)).status).toBe(202);
    expect((await profiles()).map(({ id, email, externalId }) => ({ id, email, externalId }))).toEqual(
      before.map(({ id, email, externalId }) => ({ id, email, externalId })),
    );
    expect((await events())[0]?.profileId).toBe(before[0]!.id);
  });

  it("finds a customer by the shop's own id, as text or number", async () => {
    const orders = await add("Orders", byId);
    await rig.identify("42", { email: "ana@example.com" });
    expect((await post({ user_id: 42 }, JSON_TYPE, orders.path)).status).toBe(202);
    expect((await post({ user_id: " 42 " }, JSON_TYPE, orders.path)).status).toBe(202);
    expect((await post({ user_id: "43" }, JSON_TYPE, orders.path)).status).toBe(202);
    expect((await profiles()).map(({ externalId }) => externalId)).toEqual(["42", "43"]);
    expect(new Set((await events()).map(({ profileId }) => profileId)).size).toBe(2);
  });

  it("takes forms too; a field that comes several times is a list, and a name may have dots", async () => {
    const form = "customer.email=ana%40example.com&tag=tea&tag=green&tag=loose&note=a+b";
    expect(
      (await post(form, { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" })).status,
    ).toBe(202);
    const properties = { "customer.email": "ana@example.com", tag: ["tea", "green", "loose"], note: "a b" };
    expect(await events()).toMatchObject([{ properties }]);
  });

  it.each(["webhook-id", "Idempotency-Key"])("takes a request with the same %s once", async (header) => {
    const headers = { ...JSON_TYPE, [header]: "msg_1" };
    expect((await post(review, headers)).json).toEqual({ success: true });
    expect(await post(review, headers)).toMatchObject({
      status: 202,
      json: { success: true, duplicate: true },
    });
    expect(await events()).toHaveLength(1);
    const other = await add("Orders");
    expect((await post(review, headers, other.path)).json).toEqual({ success: true });
    expect((await post(review, { ...JSON_TYPE, [header]: "msg_2" })).json).toEqual({ success: true });
    expect(await events()).toHaveLength(3);
  });

  it("takes a request again that was refused the first time", async () => {
    const headers = { ...JSON_TYPE, "webhook-id": "msg_1" };
    expect((await post({ customer: {} }, headers)).status).toBe(422);
    expect((await post(review, headers)).json).toEqual({ success: true });
  });

  it("answers the same whether an address never was, is removed, or was changed", async () => {
    const removed = await add("Removed");
    const rotated = await add("Rotated");
    await rig.db.transaction((tx) => removeHook(tx, removed.hookId, 1));
    await rig.db.transaction((tx) => rotateHookToken(tx, rotated.hookId, makeHookToken(rig.keys), null));
    const answers = [];
    for (const to of [removed.path, rotated.path, "/hooks/nobody", "/hooks/", `${path}/`, `${path}x`]) {
      const { status, text } = await post(review, JSON_TYPE, to);
      answers.push(`${status} ${text}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 .*"unknown-hook"/);
    expect(await events()).toEqual([]);
  });

  it.each(["GET", "PUT", "DELETE"])("refuses %s, at known and unknown addresses alike", async (method) => {
    for (const to of [path, "/hooks/nobody"]) {
      const answer = await send(to, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("POST");
    }
  });

  it("says where it looked when nobody is named there, without repeating what it found", async () => {
    const path = expect.stringContaining("“customer.email”");
    for (const body of [
      {},
      { customer: null },
      { customer: "ana@example.com" },
      { customer: { email: "" } },
      { customer: { email: ["ana@example.com"] } },
      { customer: { email: "secret-of-ana" } },
      { customer: { email: "ana@example.com\r\nBcc: all@example.com" } },
    ]) {
      const answer = await post(body);
      expect(answer).toMatchObject({ status: 422, json: { error: { code: "no-person", message: path } } });
      expect(answer.text).not.toContain("secret-of-ana");
    }
    expect(await profiles()).toEqual([]);
  });

  it.each([
    ["that is too long to be exact", "12345678901234567890", /send it as text/],
    ["that is a list", "[1]", /not a customer number/],
    ["that is too long", `"${"x".repeat(201)}"`, /longer than 200/],
    ["of blanks", '"  "', /not a customer number/],
  ])("refuses an id %s", async (_why, value, message) => {
    const orders = await add("Orders", byId);
    const answer = await post(`{"user_id": ${value}}`, JSON_TYPE, orders.path);
    expect(answer).toMatchObject({
      status: 422,
      json: { error: { message: expect.stringMatching(message) } },
    });
    expect(await profiles()).toEqual([]);
  });

  it.each([
    ["is no JSON", "{not json", JSON_TYPE, 400, /not JSON/],
    ["is empty", "", JSON_TYPE, 400, /not JSON/],
    ["is a list", "[1]", JSON_TYPE, 400, /not a JSON object/],
    ["is null", "null", JSON_TYPE, 400, /not a JSON object/],
    ["has a prototype", '{"a":{"__proto__":{"admin":true}}}', JSON_TYPE, 400, /__proto__/],
    ["has a prototype behind a NUL", '{"__proto__\\u0000":{"admin":true}}', JSON_TYPE, 400, /__proto__/],
    ["has a prototype in a form", "__proto__=1", FORM_TYPE, 400, /__proto__/],
    ["nests too deep", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`, JSON_TYPE, 400, /deeper than 64/],
    [
      "nests very deep",
      `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      JSON_TYPE,
      400,
      /deeper than 64/,
    ],
    ["has a number beyond all numbers", '{"a":[1e999]}', JSON_TYPE, 400, /number .* too large/],
    ["is not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), JSON_TYPE, 400, /UTF-8/],
    ["is of another type", "<a/>", { "content-type": "text/xml" }, 415, /content type/],
    ["is of no type", new TextEncoder().encode("{}"), {}, 415, /content type/],
  ] as [string, string | Uint8Array, Record<string, string>, number, RegExp][])(
    "refuses a body that %s",
    async (_what, body, headers, status, message) => {
      const answer = await post(body, headers);
      expect(answer).toMatchObject({ status, json: { error: { message: expect.stringMatching(message) } } });
      expect(await events()).toEqual([]);
      expect(await profiles()).toEqual([]);
    },
  );

  it("keeps names that only look dangerous, and text that a database cannot hold in a form that it can", async () => {
    const body = '{"customer":{"email":"ana@example.com"},"constructor":1,"note":"a\\u0000b\\ud800"}';
    expect((await post(body)).status).toBe(202);
    const [event] = await events();
    expect(event?.properties).toMatchObject({ constructor: 1, note: "ab\ufffd" });
  });

  it("takes a body up to its limit and refuses a larger one", async () => {
    const padded = (size: number) => {
      const empty = JSON.stringify({ ...review, pad: "" });
      return JSON.stringify({ ...review, pad: "x".repeat(size - empty.length) });
    };
    expect((await post(padded(HOOK_BODY_MAX_BYTES))).status).toBe(202);
    const answer = await post(padded(HOOK_BODY_MAX_BYTES + 1));
    expect(answer).toMatchObject({ status: 413, json: { error: { code: "too-large" } } });
    expect(await events()).toHaveLength(1);
  });

  it("refuses a request id that is too long instead of taking it without", async () => {
    const answer = await post(review, { ...JSON_TYPE, "webhook-id": "x".repeat(256) });
    expect(answer.status).toBe(400);
    expect(await events()).toEqual([]);
  });

  it("tells when it last received something, to the minute, and not what was refused", async () => {
    const last = async () => (await listHooks(rig.db)).find(({ id }) => id === hookId)?.lastReceivedAt;
    await post({});
    expect(await last()).toBeNull();
    const first = rig.clock.now();
    await post(review);
    expect(await last()).toBe(first);
    rig.clock.advance(59_000);
    await post(review);
    expect(await last()).toBe(first);
    rig.clock.advance(1_000);
    await post(review);
    expect(await last()).toBe(first + 60_000);
  });

  it("takes only so many requests at once, and says when to come back", async () => {
    const other = await add("Orders");
    const bodies = Array.from({ length: HOOK_REQUESTS_PER_S }, () => post({}));
    expect(new Set((await Promise.all(bodies)).map(({ status }) => status))).toEqual(new Set([422]));
    const refused = await post(review);
    expect(refused).toMatchObject({ status: 429, json: { error: { code: "too-many" } } });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await post(review, JSON_TYPE, other.path)).status).toBe(202);
    rig.clock.advance(1_000);
    expect((await post(review)).status).toBe(202);
  });
});

describe("the server", () => {
  it("takes hooks in before the pages, and keeps the token out of its database", async () => {
    const doors = await startDoors();
    try {
      const { rig, database } = doors;
      const token = makeHookToken(rig.keys);
      const hook = { name: "Reviews", eventName: null, ...byEmail, ...token, createdAt: rig.clock.now() };
      await database.transaction((tx) => insertHook(tx, hook));
      const plain = rig.keys.decrypt(token.sealedToken);
      expect(plain).toMatch(/^[\w-]{43}$/);
      expect((await doors.post(`/hooks/${plain}?source=shop`, review, JSON_TYPE)).status).toBe(202);
      expect(doors.events()).toEqual(["Webhook: Reviews"]);
      expect(JSON.stringify(await listHooks(database))).not.toContain(plain);
      expect((await doors.post("/hooks", review, JSON_TYPE)).text).toBe("a page");
      expect(doors.pages).toHaveLength(1);
    } finally {
      await doors.close();
    }
  });
});

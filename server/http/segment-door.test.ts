import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { BATCH_EVENTS_MAX, EVENT_MAX_BYTES } from "./event-schemas.ts";
import { REFUSED_KEYS_BURST } from "./refused-keys.ts";
import { WRITE_KEY_BURST_EVENTS } from "./segment-limits.ts";

let doors: DoorsRig;
let writeKey: string;
beforeEach(async () => {
  doors = await startDoors();
  writeKey = (await doors.apiKeys.create("web", doors.rig.clock.now(), { kind: "write" })).key;
});
afterEach(() => doors.close());

const track = { userId: "ana", event: "Product Viewed" };
const profiles = () => doors.database.query.select().from(doors.database.tables.profiles);
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  doors.send(path, { method: "POST", body, headers: { ...bearer(doors.key), ...headers } });

describe("the addresses of Segment", () => {
  it("take each kind of call, in their long and their short form", async () => {
    const person = { userId: "ana" };
    const calls: [string, object][] = [
      ["/v1/identify", { ...person, traits: { name: "Ana" } }],
      ["/v1/i", { ...person, traits: { plan: "pro" } }],
      ["/v1/track", { ...person, event: "A" }],
      ["/v1/t?from=page", { ...person, event: "B" }],
      ["/v1/page", person],
      ["/v1/p", person],
      ["/v1/screen", person],
      ["/v1/s", person],
      ["/v1/group", { ...person, groupId: "acme" }],
      ["/v1/g", { ...person, groupId: "acme", traits: { size: 3 } }],
      ["/v1/batch", { batch: [{ type: "track", ...person, event: "C" }] }],
      ["/v1/b", { batch: [{ type: "page", ...person }] }],
      ["/v1/import", { batch: [{ type: "track", ...person, event: "D" }] }],
    ];
    for (const [path, body] of calls) expect((await doors.post(path, body)).status, path).toBe(200);
    const [page, screen] = ["Page Viewed", "Screen Viewed"];
    expect(doors.events()).toEqual(["A", "B", page, page, screen, screen, "C", page, "D"]);
    expect(await profiles()).toMatchObject([
      { name: "Ana", attributes: { plan: "pro", group: { groupId: "acme", size: 3 } } },
    ]);
  });

  it.each(["/v1/alias", "/v1/a"])("join two ids at %s", async (path) => {
    const answer = await doors.post(path, { userId: "ana", previousId: "a1" });
    expect(answer).toMatchObject({ status: 200, json: { success: true } });
    expect((await doors.post(path, { userId: "ana" })).json.error?.message).toBe("previousId is missing");
  });
});

describe("a body", () => {
  const text = JSON.stringify(track);

  it.each(["application/json", "application/json; charset=utf-8", "Text/Plain", ""])(
    "of the type %j is taken",
    async (type) => {
      expect((await post("/v1/track", text, { "content-type": type })).status).toBe(200);
    },
  );

  it("without a type is taken", async () => {
    expect((await post("/v1/track", new TextEncoder().encode(text))).status).toBe(200);
  });

  it.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/html",
    "application/jsonp",
  ])("of the type %s is refused", async (type) => {
    const answer = await post("/v1/track", text, { "content-type": type });
    expect(answer).toMatchObject({ status: 415, json: { error: { code: "content-type" } } });
    expect(doors.events()).toEqual([]);
  });

  it("that is no UTF-8 is refused", async () => {
    const bytes = Uint8Array.from(Buffer.from(text.replace("ana", "an\u00e9"), "latin1"));
    const answer = await post("/v1/track", bytes);
    expect(answer.status).toBe(400);
    expect(answer.json.error).toEqual({ code: "malformed", message: "The body is not UTF-8 text" });
    expect(await profiles()).toEqual([]);
    expect((await post("/v1/track", text)).status).toBe(200);
  });

  it("may be sent as gzip, and counts as what comes out of it", async () => {
    const gzip = (value: unknown) => Uint8Array.from(gzipSync(JSON.stringify(value)));
    const headers = { "content-encoding": "gzip" };
    expect((await post("/v1/batch", gzip({ batch: [{ type: "track", ...track }] }), headers)).status).toBe(
      200,
    );
    const bomb = gzip({ ...track, properties: { text: "x".repeat(50_000_000) } });
    expect(bomb.length).toBeGreaterThan(EVENT_MAX_BYTES);
    const small = gzip({ ...track, properties: { text: "x".repeat(10 * EVENT_MAX_BYTES) } });
    expect(small.length).toBeLessThan(EVENT_MAX_BYTES);
    for (const body of [bomb, small]) expect((await post("/v1/track", body, headers)).status).toBe(413);
    const damaged = await post("/v1/track", text, headers);
    expect(damaged).toMatchObject({ status: 400, json: { error: { message: "The body is not gzip" } } });
    const other = await post("/v1/track", text, { "content-encoding": "br" });
    expect(other.status).toBe(415);
    expect(other.headers.get("accept-encoding")).toBe("gzip");
    expect(doors.events()).toEqual(["Product Viewed"]);
  });

  it("cannot bring the server down by its depth or its size", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    for (const body of [
      deep,
      `{"batch":${deep}}`,
      `{"batch":[${deep}]}`,
      `{"a":"\\u0000","batch":[{"b":${deep}}]}`,
    ])
      expect((await post("/v1/batch", body)).status).toBe(400);
    const many = { batch: Array.from({ length: BATCH_EVENTS_MAX + 1 }, () => ({})) };
    const answer = await doors.post("/v1/batch", many);
    expect(answer.json.error?.message).toBe("batch has more than 2500 events");
    expect((await doors.post("/v1/track", track)).status).toBe(200);
  });

  it("of a batch may say when it was sent, by a clock that is wrong", async () => {
    const sentAt = Date.UTC(2030, 0, 1);
    const event = { type: "track", ...track, timestamp: new Date(sentAt - 60_000).toISOString() };
    const batch = { sentAt: new Date(sentAt).toISOString(), batch: [event] };
    expect((await doors.post("/v1/batch", batch)).status).toBe(200);
    const { events } = doors.database.tables;
    const rows = await doors.database.query.select().from(events);
    expect(rows.map(({ at }) => at - doors.rig.clock.now())).toEqual([-60_000]);
    const wrong = await doors.post("/v1/batch", { ...batch, sentAt: "now" });
    expect(wrong.json.error?.message).toBe("sentAt is not a time like 2026-05-01T12:00:00Z");
  });
});

describe("a batch with an event that the database refuses", () => {
  const refusePoison = () =>
    doors.database.connection.exec(`
      create trigger refuse_poison before insert on events when new.properties like '%poison%'
      begin select raise(abort, 'refused by the database'); end`);
  const event = (index: number, poison: boolean) => ({
    ...{ type: "track", userId: "ana", event: `E${index}` },
    properties: poison ? { poison } : {},
  });

  it("is stored without it, each event once", async () => {
    refusePoison();
    const batch = Array.from({ length: 120 }, (_, index) => event(index, index === 70));
    const answer = await doors.post("/v1/batch", { batch: [null, ...batch] });
    expect(answer.json).toMatchObject({ success: true, accepted: 119 });
    expect(answer.json.errors).toEqual([
      { index: 0, message: "the event is not a JSON object" },
      { index: 71, message: "could not be stored" },
    ]);
    const names = batch.filter((_, index) => index !== 70).map((sent) => sent.event);
    expect(doors.events().sort()).toEqual(names.sort());
  });

  it("is refused when it has no other, since it would be the same the next time", async () => {
    refusePoison();
    const batch = [event(0, true), event(1, true)];
    const answer = await doors.post("/v1/batch", { batch });
    expect(answer).toMatchObject({ status: 400, json: { error: { code: "invalid" } } });
    expect(answer.json.errors).toHaveLength(2);
    expect(doors.events()).toEqual([]);
  });
});

describe("a key", () => {
  it("that is secret writes only when it may", async () => {
    const now = doors.rig.clock.now();
    const reader = await doors.apiKeys.create("reader", now, { scopes: ["profiles:read"] });
    const writer = await doors.apiKeys.create("writer", now, { scopes: ["events:write"] });
    const refused = await doors.post("/v1/track", track, bearer(reader.key));
    expect(refused).toMatchObject({ status: 403, json: { error: { code: "forbidden" } } });
    expect(doors.events()).toEqual([]);
    expect((await doors.post("/v1/track", track, bearer(writer.key))).status).toBe(200);
  });

  it("for web pages sends events and opens no other door", async () => {
    expect(writeKey).toMatch(/^wk_/);
    expect((await doors.post("/v1/t", { ...track, writeKey }, {})).status).toBe(200);
    const start = await doors.post("/v1/workflows/1/runs", { userId: "ana" }, bearer(writeKey));
    expect([401, 403]).toContain(start.status);
    const { apiKeys } = doors.database.tables;
    const rows = await doors.database.query.select().from(apiKeys);
    expect(rows.map((row) => row.writeKey)).toEqual([null, writeKey]);
  });

  it("for web pages takes nobody else's ids ahead", async () => {
    const { key } = await doors.apiKeys.create("Site", doors.rig.clock.now(), { kind: "write" });
    const track = { userId: "ana", event: "Order Completed", messageId: "order-1001" };
    for (const writeKey of [key, key, doors.key, doors.key])
      expect((await doors.post("/v1/track", { ...track, writeKey }, {})).status).toBe(200);
    expect(doors.events()).toEqual(["Order Completed", "Order Completed"]);
  });

  it("for web pages cannot agree for anybody, and the rest of the batch is taken", async () => {
    const identify = { type: "identify", userId: "ana", consent: { email: "granted" } };
    const page = { type: "page", userId: "ana" };
    const answer = await doors.post("/v1/b", { batch: [identify, page] }, bearer(writeKey));
    expect(answer).toMatchObject({ status: 200, json: { accepted: 1 } });
    expect(answer.json.errors).toEqual([
      { index: 0, message: "consent can only be pending with a write key" },
    ]);
    const consents = await doors.database.query.select().from(doors.database.tables.consents);
    expect(consents).toEqual([]);
  });

  it("may name a topic that is not there: that one is an error, and the rest is taken", async () => {
    const about = (topic: string) => ({
      ...{ type: "identify", userId: "ana", consent: { topics: { [topic]: { email: "granted" } } } },
    });
    const answer = await doors.post("/v1/batch", { batch: [about("nope"), about("marketing")] });
    expect(answer).toMatchObject({ status: 200, json: { accepted: 1 } });
    expect(answer.json.errors).toEqual([
      { index: 0, message: "consent names “nope”, which is no topic of the shop" },
    ]);
    const consents = await doors.database.query.select().from(doors.database.tables.consents);
    expect(consents).toMatchObject([{ channel: "email", topic: "marketing", state: "granted" }]);
  });

  it("that is wrong is refused before the body is read", async () => {
    const answer = await doors.raw(
      ["POST /v1/track HTTP/1.1", "host: x", "authorization: Bearer rk_wrong", "connection: close"]
        .concat("content-length: 30000", "", "{")
        .join("\r\n"),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("that is wrong again and again is not even looked for in a body any more, for a while", async () => {
    const wrong = () => doors.post("/v1/t", { ...track, writeKey: "wk_wrong" }, {});
    for (let count = 0; count < REFUSED_KEYS_BURST; count += 1)
      expect((await (count % 2 ? wrong() : doors.post("/v1/t", track, bearer("rk_wrong")))).status).toBe(401);
    const refused = await wrong();
    expect(refused).toMatchObject({ status: 429, json: { error: { code: "too-many" } } });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await doors.post("/v1/t", track, bearer("rk_wrong"))).status).toBe(429);
    const rest = await doors.send("/v1/profiles", { headers: bearer("rk_wrong") });
    expect(rest.status).toBe(429);
    expect((await doors.post("/v1/push-subscriptions", { writeKey: "wk_wrong" }, {})).status).toBe(429);
    expect((await doors.post("/v1/t", track)).status).toBe(200);
    doors.rig.clock.advance(1000);
    expect((await doors.post("/v1/t", { ...track, writeKey }, {})).status).toBe(200);
  });

  it("for web pages is told to slow down, with when to come back, and a secret key is not", async () => {
    const batch = {
      batch: Array.from({ length: WRITE_KEY_BURST_EVENTS }, () => ({ type: "page", userId: "ana" })),
    };
    const browser = { ...bearer(writeKey), origin: "https://shop.example" };
    expect((await doors.post("/v1/b", batch, browser)).status).toBe(200);
    const refused = await doors.post("/v1/t", track, browser);
    expect(refused).toMatchObject({ status: 429, json: { error: { code: "too-many" } } });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(refused.headers.get("access-control-expose-headers")).toBe("retry-after");
    expect((await doors.post("/v1/track", track)).status).toBe(200);
    doors.rig.clock.advance(1000);
    expect((await doors.post("/v1/t", track, browser)).status).toBe(200);
  });
});

describe("a web page", () => {
  const origin = "https://shop.example";

  it("may ask before it sends", async () => {
    const headers = { origin, "access-control-request-method": "POST" };
    const answer = await doors.send("/v1/t", { method: "OPTIONS", headers });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": expect.stringMatching(/authorization, content-type/),
      "access-control-max-age": "86400",
    });
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("may read every answer, refusals too", async () => {
    const allowed = async (body: unknown, headers: Record<string, string>) => {
      const answer = await doors.post("/v1/t", body, { ...headers, origin });
      return [answer.status, answer.headers.get("access-control-allow-origin")];
    };
    expect(await allowed(track, bearer(writeKey))).toEqual([200, "*"]);
    expect(await allowed({}, bearer(writeKey))).toEqual([400, "*"]);
    expect(await allowed(track, bearer("wk_wrong"))).toEqual([401, "*"]);
    expect(await allowed({ ...track, properties: { text: "x".repeat(EVENT_MAX_BYTES) } }, {})).toEqual([
      413,
      "*",
    ]);
    doors.state.closing = true;
    expect(await allowed(track, bearer(writeKey))).toEqual([503, "*"]);
    const page = await doors.send("/profiles", { headers: { origin } });
    expect(page.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("is told to send its events to where it was reached", async () => {
    const path = `/v1/projects/${writeKey}/settings`;
    const answer = await doors.send(path, { headers: { origin } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.json.integrations).toEqual({
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${new URL(doors.url).host}/v1`,
        protocol: "http",
        addBundledMetadata: false,
      },
    });
    expect(answer.json.metrics).toEqual({ sampleRate: 0 });
    for (const key of [doors.key, "wk_wrong"])
      expect((await doors.send(`/v1/projects/${key}/settings`)).status).toBe(404);
    expect((await doors.send(path, { method: "POST" })).status).toBe(405);
  });

  it("is told the address that is set up", async () => {
    await doors.close();
    doors = await startDoors({ PUBLIC_URL: "https://mail.shop.example/rekindle/" });
    const { key } = await doors.apiKeys.create("web", doors.rig.clock.now(), { kind: "write" });
    const { json } = await doors.send(`/v1/projects/${key}/settings`);
    expect(json.integrations).toMatchObject({
      "Segment.io": { apiHost: "mail.shop.example/rekindle/v1", protocol: "https" },
    });
  });
});

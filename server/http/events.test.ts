import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { BATCH_MAX_BYTES, EVENT_MAX_BYTES } from "./event-schemas.ts";
import { REFUSED_KEYS_BURST } from "./refused-keys.ts";

let doors: DoorsRig;
beforeEach(async () => {
  doors = await startDoors();
});
afterEach(() => doors.close());

const track = { userId: "ana", event: "Product Viewed" };
const profiles = () => doors.database.query.select().from(doors.database.tables.profiles);
const stored = () => doors.database.query.select().from(doors.database.tables.events);

describe("the key", () => {
  it.each([
    ["as a Basic user name", (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` })],
    ["as a Bearer token", (key: string) => ({ authorization: `bearer ${key}` })],
  ])("is taken %s", async (_how, headers) => {
    expect((await doors.post("/v1/track", track, headers(doors.key))).status).toBe(200);
    expect(doors.events()).toEqual(["Product Viewed"]);
  });

  it("is taken as writeKey in the body", async () => {
    const answer = await doors.post("/v1/track", { ...track, writeKey: doors.key }, {});
    expect(answer).toMatchObject({ status: 200, json: { success: true } });
  });

  it.each([
    ["missing", {}],
    ["wrong", { authorization: "Bearer rk_nonsense" }],
    ["of another scheme", { authorization: "Digest abc" }],
    ["empty", { authorization: "Bearer " }],
  ] as [string, Record<string, string>][])(
    "is refused when it is %s, and nothing is stored",
    async (_why, headers) => {
      const answer = await doors.post("/v1/track", track, headers);
      expect(answer.status).toBe(401);
      expect(answer.json.error?.code).toBe("unauthorized");
      expect(answer.headers.get("www-authenticate")).toBe("Basic");
      expect(doors.events()).toEqual([]);
      expect(await profiles()).toEqual([]);
    },
  );

  it("is not what is wrong where the body that it would stand in cannot be read", async () => {
    for (const body of ["{not json", ""]) {
      const answer = await doors.post("/v1/track", body, {});
      expect(answer.status).toBe(400);
      expect(answer.json.error).toEqual({ code: "malformed", message: "The body is not JSON" });
    }
    const unread = () => doors.post("/v1/track", "{", {});
    for (let sent = 2; sent < REFUSED_KEYS_BURST; sent += 1) expect((await unread()).status).toBe(400);
    expect((await unread()).status).toBe(429);
    expect((await doors.post("/v1/track", track)).status).toBe(200);
  });

  it("is refused from the moment it is revoked", async () => {
    const { id, key } = await doors.apiKeys.create("second", doors.rig.clock.now());
    const headers = { authorization: `Bearer ${key}` };
    expect((await doors.post("/v1/track", track, headers)).status).toBe(200);
    expect(await doors.apiKeys.revoke(id, doors.rig.clock.now())).toBe(true);
    expect((await doors.post("/v1/track", track, headers)).status).toBe(401);
    expect(doors.events()).toHaveLength(1);
  });

  it("is stored only as a hash", async () => {
    const rows = await doors.database.query.select().from(doors.database.tables.apiKeys);
    expect(JSON.stringify(rows)).not.toContain(doors.key);
    expect(doors.key.startsWith(rows[0]!.prefix)).toBe(true);
  });
});

describe("what is refused, with nothing stored", () => {
  it.each([
    ["no JSON", "{not json", "malformed", /JSON/],
    ["nothing", "", "malformed", /JSON/],
    ["a list", "[1]", "invalid", /object/],
    ["a number", "5", "invalid", /object/],
    ["nobody named", { event: "X" }, "invalid", /^userId or anonymousId is missing$/],
    ["an empty id", { userId: " ", event: "X" }, "invalid", /userId is empty/],
    [
      "an id that is too long",
      { userId: "x".repeat(201), event: "X" },
      "invalid",
      /userId is longer than 200/,
    ],
    ["no event", { userId: "ana" }, "invalid", /event/],
    ["an empty event", { userId: "ana", event: " " }, "invalid", /event is empty/],
    ["properties that are none", { ...track, properties: [1] }, "invalid", /properties/],
    ["a time that is none", { ...track, timestamp: "yesterday" }, "invalid", /timestamp is not a time/],
  ])("%s", async (_what, body, code, message) => {
    const answer = await doors.post("/v1/track", body);
    expect(answer.status).toBe(400);
    expect(answer.json.error).toEqual({ code, message: expect.stringMatching(message) });
    expect(doors.events()).toEqual([]);
    expect(await profiles()).toEqual([]);
  });

  it.each(["name", "firstName", "lastName", "phone", "locale"])("a line break in %s", async (trait) => {
    for (const lineBreak of ["\r\n", "\n", "\r", "\u2028"]) {
      const traits = { [trait]: `Ana${lineBreak}Bcc: all@example.com`, email: "ana@example.com" };
      const answer = await doors.post("/v1/identify", { userId: "ana", traits });
      expect(answer.status).toBe(400);
      expect(answer.json.error?.message).toBe(`traits.${trait} has a line break in it`);
    }
    expect(await profiles()).toEqual([]);
  });

  it.each(["GET", "PUT", "DELETE"])("%s instead of POST", async (method) => {
    const answer = await doors.send("/v1/track", { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
  });

  it.each([
    ["/v1/track", EVENT_MAX_BYTES],
    ["/v1/batch", BATCH_MAX_BYTES],
  ])("a body that is too large for %s, whether its size is told or not", async (path, maxBytes) => {
    const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${doors.key}\r\n`;
    const told = await doors.raw(`${head}content-length: ${maxBytes + 1}\r\n\r\n`);
    expect(told).toMatch(/^HTTP\/1\.1 413 .*"code":"too-large".* kB/s);
    const chunk = JSON.stringify({ ...track, properties: { text: "x".repeat(maxBytes) } });
    const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`;
    const untold = await doors.raw(`${head}transfer-encoding: chunked\r\n\r\n${chunked}`);
    expect(untold).toMatch(/^HTTP\/1\.1 413 /);
    expect(doors.events()).toEqual([]);
    expect((await doors.post("/v1/track", track)).status).toBe(200);
  });
});

describe("what is taken in", () => {
  it.each([
    "not-an-address",
    "ana@example.com\r\nBcc: all@example.com",
    "a@b",
    "a@@example.com",
    `${"x".repeat(250)}@example.com`,
  ])("is all but %j, which is no email address", async (email) => {
    await doors.post("/v1/identify", { userId: "ana", traits: { email: "ana@example.com" } });
    const answer = await doors.post("/v1/identify", { userId: "ana", traits: { email, plan: "pro" } });
    expect(answer.status).toBe(200);
    expect(await profiles()).toMatchObject([{ email: "ana@example.com", attributes: { plan: "pro" } }]);
    const history = await doors.database.query.select().from(doors.database.tables.history);
    expect(history).toMatchObject([{ profileId: 1, code: "profile.bad-email" }]);
  });

  it("leaves control characters out of a name", async () => {
    const traits = { name: "Ana\tMaria\u0007 ", email: " ANA@Example.com ", city: "Zagreb" };
    expect((await doors.post("/v1/identify", { userId: "ana", traits })).status).toBe(200);
    expect(await profiles()).toMatchObject([
      { name: "Ana Maria", email: "ana@example.com", attributes: { city: "Zagreb" } },
    ]);
  });

  it("reads Segment's traits, and keeps a zone that is none as an attribute", async () => {
    const traits = {
      firstName: "Ana",
      lastName: "Kovač",
      phone: "123",
      timezone: "Europe/Zagreb",
      locale: "hr",
    };
    await doors.post("/v1/identify", { userId: 7, traits });
    await doors.post("/v1/identify", {
      userId: 7,
      traits: { timezone: "Mars" },
      consent: { email: "granted" },
    });
    expect(await profiles()).toMatchObject([
      { externalId: "7", name: "Ana Kovač", phone: "123", timezone: "Europe/Zagreb", locale: "hr" },
    ]);
    expect((await profiles())[0]?.attributes).toEqual({ timezone: "Mars" });
    const consents = await doors.database.query.select().from(doors.database.tables.consents);
    expect(consents).toMatchObject([{ channel: "email", topic: "marketing", state: "granted" }]);
  });

  it("dates an event in the past as told, and one in the future now", async () => {
    const now = doors.rig.clock.now();
    await doors.post("/v1/track", { ...track, timestamp: new Date(now - DAY_MS).toISOString() });
    await doors.post("/v1/track", { ...track, timestamp: new Date(now + DAY_MS).toISOString() });
    await doors.post("/v1/track", { ...track, timestamp: "2026-03-10T10:59:00+01:00" });
    expect((await stored()).map(({ at }) => at - now)).toEqual([-DAY_MS, 0, -60_000]);
  });

  it("takes the same message id once, and says that all is well", async () => {
    const message = { ...track, messageId: "m1" };
    const answers = await Promise.all([1, 2, 3].map(() => doors.post("/v1/track", message)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(doors.events()).toHaveLength(1);
  });

  it("leaves out of texts what no database can hold", async () => {
    const body = String.raw`{"userId":"ana","event":"Viewed\u0000","properties":{"a\u0000":"\ud83d","b":"😀"}}`;
    expect((await doors.post("/v1/track", body)).status).toBe(200);
    expect(doors.events()).toEqual(["Viewed"]);
    expect((await stored())[0]?.properties).toEqual({ a: "\ufffd", b: "😀" });
  });

  it("takes what is nested as deep as anybody means, and refuses what is deeper", async () => {
    const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const body = (depth: number) =>
      `{"type":"track","userId":"ana","event":"Deep","properties":${nested(depth)}}`;
    expect((await doors.post("/v1/track", body(60))).status).toBe(200);
    const deeper = await doors.post("/v1/track", body(15_000));
    expect(deeper.status).toBe(400);
    expect(deeper.json.error?.message).toBe("is nested deeper than 64 levels");
    const batch = await doors.post("/v1/batch", `{"batch":[${body(5_000)},${body(1)}]}`);
    expect(batch.json).toMatchObject({ accepted: 1, errors: [{ index: 0 }] });
    expect(doors.events()).toEqual(["Deep", "Deep"]);
  });
});

describe("a batch", () => {
  it("is taken in without its bad events, which are listed", async () => {
    const batch = [
      { ...track, type: "track" },
      { type: "track", event: "nobody" },
      { type: "purchase", userId: "ana" },
      null,
      { ...track, type: "track", properties: { text: "x".repeat(EVENT_MAX_BYTES) } },
      { type: "identify", userId: "ben", traits: { name: "Ben\nBcc: all@example.com" } },
      { type: "track", userId: "ben", event: "Signed Up" },
    ];
    const answer = await doors.post("/v1/batch", { batch });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ success: true, accepted: 2 });
    expect(answer.json.errors).toEqual([
      { index: 1, message: "userId or anonymousId is missing" },
      { index: 2, message: "type must be one of identify, track, page, screen, group, alias" },
      { index: 3, message: "the event is not a JSON object" },
      { index: 4, message: "is larger than 32 kB" },
      { index: 5, message: "traits.name has a line break in it" },
    ]);
    expect(doors.events()).toEqual(["Product Viewed", "Signed Up"]);
  });

  it.each([
    [{ batch: "all" }, /not a list/],
    [{}, /missing/],
    [[], /missing/],
    [{ batch: [{ type: "track" }] }, /No event in the batch can be used/],
  ])("of %j is refused", async (body, message) => {
    const answer = await doors.post("/v1/batch", body);
    expect(answer.status).toBe(400);
    expect(answer.json.error?.message).toMatch(message);
  });
});

describe("an answer", () => {
  /** A request as it stands behind others on one connection, so that all of them arrive at the same time. */
  function pipelined(event: unknown, last: boolean): string {
    const body = JSON.stringify(event);
    const head = ["POST /v1/track HTTP/1.1", "host: x", `authorization: Bearer ${doors.key}`];
    const rest = [
      `connection: ${last ? "close" : "keep-alive"}`,
      `content-length: ${Buffer.byteLength(body)}`,
    ];
    return [...head, ...rest, "", body].join("\r\n");
  }

  it("comes after the commit: whoever looks then finds the event", async () => {
    for (let index = 0; index < 20; index++) {
      await doors.post("/v1/track", { ...track, event: `E${index}` });
      expect(doors.events()).toHaveLength(index + 1);
    }
  });

  it("is an error when the event could not be stored, and its neighbours are", async () => {
    doors.database.connection.exec(`
      create trigger refuse_poison before insert on events when new.properties like '%poison%'
      begin select raise(abort, 'refused by the database'); end`);
    const request = (index: number) =>
      pipelined(
        { ...track, event: `E${index}`, properties: index === 4 ? { poison: true } : {} },
        index === 8,
      );
    const answers = await doors.raw(Array.from({ length: 9 }, (_, index) => request(index)).join(""));
    const statuses = [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    expect(statuses).toEqual([200, 200, 200, 200, 500, 200, 200, 200, 200]);
    expect(answers).toContain('{"error":{"code":"internal","message":"Something went wrong on the server"}}');
    expect(doors.events().sort()).toEqual(["E0", "E1", "E2", "E3", "E5", "E6", "E7", "E8"]);
  });

  it("is one write to the disk for all who ask at the same time", async () => {
    await doors.post("/v1/track", track);
    await doors.rig.engine.settled();
    const requests = 200;
    const before = doors.transactions();
    const answers = await doors.raw(pipelined(track, false).repeat(requests - 1) + pipelined(track, true));
    expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(requests);
    expect(doors.events()).toHaveLength(requests + 1);
    await doors.rig.engine.settled();
    expect(doors.transactions() - before).toBeLessThan(requests / 4);
  });
});

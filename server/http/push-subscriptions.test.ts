import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BROWSERS_PER_PROFILE_MAX } from "#server/store/browsers.ts";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { makeSubscriptionKeys } from "#server/testing/push-crypto.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { PUSH_BODY_MAX_BYTES } from "./push-subscriptions.ts";

const PATH = "/v1/push-subscriptions";
const { p256dh, auth } = makeSubscriptionKeys();
const keys = { p256dh, auth };

let doors: DoorsRig;
let writeKey: string;
beforeEach(async () => {
  doors = await startDoors({ TRUSTED_PROXIES: "1" });
  const made = await doors.apiKeys.create("Site", doors.rig.clock.now(), { kind: "write", source: "site" });
  writeKey = made.key;
});
afterEach(() => doors.close());

const endpoint = (name: string) => `https://push.example/${name}`;
const fields = (name = "1") => ({
  writeKey,
  anonymousId: "visitor",
  subscription: { endpoint: endpoint(name), keys },
});
/** From the page of a shop; each time from another address, unless one is given. */
function call(method: string, body: unknown, ip = randomBytes(8).toString("hex"), type = "application/json") {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const text = isRaw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body);
  const headers = {
    "content-type": type,
    origin: "https://shop.example",
    "x-forwarded-for": ip,
    "user-agent": "Browser/1",
  };
  return doors.send(PATH, { method, body: text, headers });
}
const subscribe = (body: object = fields(), ip?: string) => call("POST", body, ip);

const { subscriptions, consents, consentLog, profiles } = {
  subscriptions: () => doors.database.query.select().from(doors.database.tables.pushSubscriptions),
  consents: () => doors.database.query.select().from(doors.database.tables.consents),
  consentLog: () => doors.database.query.select().from(doors.database.tables.consentLog),
  profiles: () => doors.database.query.select().from(doors.database.tables.profiles),
};

describe("subscribing", () => {
  it("keeps the subscription of the visitor, who agreed to web push by it", async () => {
    const answer = await subscribe();
    expect(answer).toMatchObject({ status: 200, json: { success: true } });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const [profile] = await profiles();
    expect(await subscriptions()).toMatchObject([
      { profileId: profile!.id, endpoint: endpoint("1"), keys, userAgent: "Browser/1", endedAt: null },
    ]);
    expect(await consentLog()).toMatchObject([
      {
        profileId: profile!.id,
        channel: "web-push",
        topic: "marketing",
        state: "granted",
        source: "browser",
      },
    ]);
  });

  it("belongs to whom the ids belong to, as with events", async () => {
    await doors.post("/v1/identify", { userId: "ana", anonymousId: "visitor" });
    await subscribe({ ...fields(), userId: "ana" });
    const fromServer = { ...fields("2"), writeKey: doors.key, anonymousId: undefined, userId: "ana" };
    expect((await subscribe(fromServer)).status).toBe(200);
    expect(await profiles()).toMatchObject([{ externalId: "ana" }]);
    expect((await subscriptions()).map(({ profileId }) => profileId)).toEqual([1, 1]);
  });

  it("moves a browser to the person who uses it now", async () => {
    await subscribe({ ...fields(), userId: "ana" });
    await subscribe({ ...fields(), anonymousId: "visitor-2", userId: "ben", agreed: false });
    const ben = (await profiles()).find(({ externalId }) => externalId === "ben");
    expect(await subscriptions()).toMatchObject([{ profileId: ben!.id }]);
  });

  it("takes a browser for a known customer's only after it was identified as theirs", async () => {
    await doors.post("/v1/identify", { userId: "ana", anonymousId: "hers" });
    const refused = { status: 403, json: { error: { code: "not-identified" } } };
    for (const anonymousId of [undefined, "visitor", "rekindle:profile:1"])
      expect(await subscribe({ ...fields(), userId: "ana", anonymousId })).toMatchObject(refused);
    expect(await subscribe({ ...fields(), userId: "new", anonymousId: undefined })).toMatchObject(refused);
    expect(await subscriptions()).toEqual([]);
    expect(await profiles()).toHaveLength(1);
    await doors.post("/v1/identify", { writeKey, userId: "ana", anonymousId: "visitor" }, {});
    expect((await subscribe({ ...fields(), userId: "ana" })).status).toBe(200);
    expect((await subscribe({ ...fields("2"), userId: "ana", anonymousId: "hers" })).status).toBe(200);
    expect((await subscriptions()).map(({ profileId }) => profileId)).toEqual([1, 1]);
  });

  it("never grants again to who withdrew on the word of a page", async () => {
    await subscribe();
    await doors.post("/v1/identify", { anonymousId: "visitor", consent: { webPush: "withdrawn" } });
    for (const agreed of [true, false]) await subscribe({ ...fields("2"), agreed });
    expect(await consents()).toMatchObject([{ state: "withdrawn" }]);
  });

  it("grants again to who withdrew only when somebody said so just now", async () => {
    await subscribe();
    const withdrawn = { anonymousId: "visitor", consent: { webPush: "withdrawn" } };
    expect((await doors.post("/v1/identify", withdrawn)).status).toBe(200);
    await subscribe({ ...fields("2"), agreed: false });
    expect(await consents()).toMatchObject([{ state: "withdrawn" }]);
    await subscribe({ ...fields("2"), writeKey: doors.key, agreed: true });
    expect(await consents()).toMatchObject([{ state: "granted" }]);
    expect((await consentLog()).map(({ state }) => state)).toEqual(["granted", "withdrawn", "granted"]);
  });

  it("ends the oldest of a profile when there are too many", async () => {
    for (let n = 0; n < BROWSERS_PER_PROFILE_MAX + 2; n += 1) await subscribe(fields(String(n)));
    const all = await subscriptions();
    const ended = all.filter(({ endedAt }) => endedAt !== null).map((row) => row.endpoint);
    expect(all).toHaveLength(BROWSERS_PER_PROFILE_MAX + 2);
    expect(ended).toEqual([endpoint("0"), endpoint("1")]);
  });

  it("puts a new subscription in the place of the old one, of which nobody was asked", async () => {
    await subscribe();
    const replacement = {
      writeKey,
      replaces: endpoint("1"),
      subscription: { endpoint: endpoint("2"), keys },
    };
    expect((await subscribe(replacement)).status).toBe(200);
    const living = (await subscriptions()).filter(({ endedAt }) => endedAt === null);
    expect(living).toMatchObject([{ endpoint: endpoint("2"), profileId: 1 }]);
    expect(await consentLog()).toHaveLength(1);
    const unknown = { ...replacement, replaces: endpoint("nobody's") };
    expect((await subscribe(unknown)).status).toBe(404);
  });
});

it("reaches somebody again whose browser had ended and comes back: who waits for that goes on", async () => {
  const reachable = { kind: "reachable", channel: "web-push" };
  await doors.rig.publish(
    drawGraph([
      { id: "left", type: "event", config: { event: "Left" } },
      {
        ...{ id: "wait", type: "wait-for", config: { what: "condition", condition: reachable } },
        to: { happened: "push" },
      },
      { id: "push", type: "send-web-push", config: { title: "Good to see you" } },
    ]),
  );
  await subscribe();
  await call("DELETE", { writeKey, endpoint: endpoint("1") });
  await doors.post("/v1/track", { anonymousId: "visitor", event: "Left" });
  const subscription = { endpoint: endpoint("2"), keys };
  expect(doors.rig.sent).toEqual([]);
  await subscribe({ writeKey, replaces: endpoint("1"), subscription });
  await doors.rig.until(() => doors.rig.sent.length === 1);
  expect(doors.rig.sent[0]).toMatchObject({ endpoint: endpoint("2"), pushKeys: keys });
});

describe("ending", () => {
  it("ends one browser and leaves the consent to others", async () => {
    await subscribe();
    const answer = await call("DELETE", { writeKey, endpoint: endpoint("1") });
    expect(answer).toMatchObject({ status: 200, json: { success: true } });
    expect(await subscriptions()).toMatchObject([{ endedAt: doors.rig.clock.now() }]);
    expect(await consents()).toMatchObject([{ state: "granted" }]);
  });

  it("says that all is well when there is nothing to end", async () => {
    expect((await call("DELETE", { writeKey, endpoint: endpoint("nobody's") })).status).toBe(200);
  });
});

describe("what is refused, with nothing stored", () => {
  it.each<[string, (good: ReturnType<typeof fields>) => unknown, number, RegExp]>([
    ["no JSON", () => "{", 400, /not JSON/],
    ["no key", (good) => ({ ...good, writeKey: undefined }), 401, /key/],
    ["a wrong key", (good) => ({ ...good, writeKey: "wk_nonsense" }), 401, /key/],
    ["nobody", (good) => ({ ...good, anonymousId: undefined }), 400, /userId or anonymousId is missing/],
    [
      "an id that is too long",
      (good) => ({ ...good, userId: "x".repeat(201) }),
      400,
      /userId is longer than 200/,
    ],
    ["no subscription", (good) => ({ ...good, subscription: null }), 400, /subscription/],
    [
      "an address without TLS",
      (good) => ({ ...good, subscription: { endpoint: "http://push.example/1", keys } }),
      400,
      /endpoint is not an https address/,
    ],
    [
      "an address with a password",
      (good) => ({ ...good, subscription: { endpoint: "https://a:b@push.example/1", keys } }),
      400,
      /endpoint holds a password/,
    ],
    [
      "an address that is too long",
      (good) => ({ ...good, subscription: { endpoint: endpoint("x".repeat(2000)), keys } }),
      400,
      /longer than 2000/,
    ],
    [
      "keys that are none",
      (good) => ({ ...good, subscription: { endpoint: endpoint("1"), keys: { p256dh: "AAAA", auth } } }),
      400,
      /p256dh is not a public key/,
    ],
    ["too much", (good) => ({ ...good, filler: "x".repeat(PUSH_BODY_MAX_BYTES) }), 413, /8 kB/],
  ])("%s", async (_what, spoil, status, message) => {
    const answer = await call("POST", spoil(fields()));
    expect(answer.status).toBe(status);
    expect(answer.json.error?.message).toMatch(message);
    // The page must be able to read why.
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await subscriptions()).toEqual([]);
    expect(await profiles()).toEqual([]);
  });

  it("what is no UTF-8, or of a type that browsers send without asking", async () => {
    const latin = Uint8Array.from(Buffer.from(JSON.stringify({ ...fields(), userId: "zo\u00eb" }), "latin1"));
    const malformed = { status: 400, json: { error: { code: "malformed" } } };
    expect(await call("POST", latin)).toMatchObject(malformed);
    const form = await call("POST", fields(), "203.0.113.7", "application/x-www-form-urlencoded");
    expect(form).toMatchObject({ status: 415, json: { error: { code: "content-type" } } });
    expect(await subscriptions()).toEqual([]);
    expect((await call("POST", fields(), "203.0.113.7", "text/plain;charset=UTF-8")).status).toBe(200);
  });

  it("a secret key that may not send events", async () => {
    const made = await doors.apiKeys.create("Reports", doors.rig.clock.now(), { scopes: ["profiles:read"] });
    expect((await subscribe({ ...fields(), writeKey: made.key })).status).toBe(401);
    expect((await subscribe({ ...fields(), writeKey: doors.key })).status).toBe(200);
  });

  it("one address that tries too often, with the time to wait; others go on", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await subscribe(fields(String(n)), "203.0.113.5")).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    const refused = await subscribe(fields("x"), "203.0.113.5");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("access-control-expose-headers")).toBe("retry-after");
    expect((await subscribe(fields("y"), "203.0.113.6")).status).toBe(200);
  });

  it("another method, after browsers were told which may be used", async () => {
    const asked = await doors.send(PATH, { method: "OPTIONS", headers: { origin: "https://shop.example" } });
    expect([asked.status, asked.headers.get("access-control-allow-methods")]).toEqual([204, "POST, DELETE"]);
    expect((await doors.send(PATH)).status).toBe(405);
  });
});

it("tells everybody the public key that browsers subscribe with", async () => {
  const answer = await doors.send("/v1/push-key", { headers: { origin: "https://shop.example" } });
  expect(answer.json).toEqual({ publicKey: doors.rig.keys.vapid.publicKey });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
});

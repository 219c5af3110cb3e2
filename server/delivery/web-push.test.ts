import { createECDH } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decryptPush } from "../testing/push-crypto.ts";
import { type PushService, startPushService } from "../testing/push-service.ts";
import { createGuardedHttp, type GuardedHttp } from "./guarded-http.ts";
import { makeVapidKeys, PUSH_PAYLOAD_MAX_BYTES, type PushRequest, sendWebPush } from "./web-push.ts";

const VAPID = { ...makeVapidKeys(), subject: "mailto:owner@shop.example" };
const NOW = Date.UTC(2026, 2, 5, 12);
let service: PushService;
let client: GuardedHttp;

beforeAll(async () => {
  service = await startPushService();
  client = createGuardedHttp({ allow: [service.host], ca: service.ca });
});
afterAll(async () => {
  await client.close();
  await service.close();
});

function send(changes: Partial<PushRequest> = {}, through = client) {
  const request: PushRequest = {
    ...{ subscription: service.subscribe(), payload: "hello", vapid: VAPID },
    ...{ ttlSeconds: 3_600, urgency: "normal", topic: null },
  };
  return sendWebPush({ ...request, ...changes }, { client: through, now: NOW });
}

test("arrives encrypted for one browser, signed by the shop", async () => {
  const subscription = service.subscribe();
  const payload = JSON.stringify({ title: "Your cart", body: "Grüße 🍵" });
  const outcome = await send({ subscription, payload, ttlSeconds: 60 });
  expect(outcome).toMatchObject({ kind: "sent", detail: { status: 201 } });
  expect(outcome).toHaveProperty("providerId", expect.stringContaining("/message/"));
  const push = await service.next();
  expect(push).toMatchObject({ endpoint: subscription.endpoint, payload });
  expect(push.headers).toMatchObject({
    ttl: "60",
    urgency: "normal",
    "content-encoding": "aes128gcm",
  });
  expect(push.vapid).toMatchObject({
    publicKey: VAPID.publicKey,
    claims: { aud: service.origin, sub: "mailto:owner@shop.example" },
  });
});

test("says how long it is kept, how urgent it is and what it replaces", async () => {
  await send({ ttlSeconds: 0, urgency: "very-low", topic: "cart-7" });
  expect((await service.next()).headers).toMatchObject({ ttl: "0", urgency: "very-low", topic: "cart-7" });
  await send({ urgency: "high" });
  const { headers } = await service.next();
  expect(headers).toMatchObject({ urgency: "high" });
  expect(headers).not.toHaveProperty("topic");
});

test("the longest payload fits, one byte more is refused with nothing sent", async () => {
  const longest = `${"ü".repeat(Math.floor(PUSH_PAYLOAD_MAX_BYTES / 2))}x`;
  expect(Buffer.byteLength(longest)).toBe(PUSH_PAYLOAD_MAX_BYTES);
  expect(await send({ payload: longest })).toMatchObject({ kind: "sent" });
  expect((await service.next()).payload).toBe(longest);
  expect(await send({ payload: `${longest}x` })).toEqual({
    kind: "failed",
    code: "push.too-long",
    values: { bytes: PUSH_PAYLOAD_MAX_BYTES + 1, maxBytes: PUSH_PAYLOAD_MAX_BYTES },
  });
});

describe("what an answer means", () => {
  test.each([
    [200, { kind: "sent" }],
    [201, { kind: "sent" }],
    [400, { kind: "failed", code: "push.refused", values: { status: 400 } }],
    [301, { kind: "failed", code: "push.refused" }],
    [401, { kind: "failed", code: "push.vapid-refused" }],
    [403, { kind: "failed", code: "push.vapid-refused" }],
    [404, { kind: "failed", code: "push.gone", suppress: true }],
    [410, { kind: "failed", code: "push.gone", suppress: true }],
    [413, { kind: "failed", code: "push.too-long-for-service", values: { status: 413, bytes: 5 } }],
    [429, { kind: "retry", code: "push.status", retryAfterMs: 30_000 }],
    [500, { kind: "retry", code: "push.status" }],
    [503, { kind: "retry", code: "push.status" }],
  ])("%i", async (status, expected) => {
    service.answer({ status, headers: status === 429 ? { "retry-after": "30" } : {} });
    const outcome = await send();
    expect(outcome).toMatchObject(expected);
    if (!("suppress" in expected)) expect(outcome).not.toHaveProperty("suppress");
  });

  test("too many at once: again at the time that the service names", async () => {
    service.answer({ status: 429, headers: { "retry-after": new Date(NOW + 90_000).toUTCString() } });
    expect(await send()).toMatchObject({ kind: "retry", code: "push.status", retryAfterMs: 90_000 });
  });

  test("a browser that unsubscribed is gone", async () => {
    const subscription = service.subscribe();
    service.unsubscribe(subscription.endpoint);
    expect(await send({ subscription })).toMatchObject({ kind: "failed", code: "push.gone", suppress: true });
  });

  test("keys that do not belong together are refused by the service, and keep the subscription", async () => {
    const vapid = { ...VAPID, publicKey: makeVapidKeys().publicKey };
    expect(await send({ vapid })).toMatchObject({ kind: "failed", code: "push.vapid-refused" });
    expect(service.refusals.at(-1)).toBe("401 wrong signature");
  });

  test("a hang-up after the push was read: nobody knows", async () => {
    service.answer("hang-up");
    expect(await send()).toMatchObject({ kind: "unknown", code: "push.disconnected" });
  });

  test("no connection, or none that can be trusted: again", async () => {
    const untrusting = createGuardedHttp({ allow: [service.host] });
    expect(await send({}, untrusting)).toMatchObject({ kind: "retry", code: "push.no-connection" });
    await untrusting.close();
  });
});

describe("what is not sent", () => {
  test.each([
    ["an endpoint that is no address", { endpoint: "nowhere" }],
    ["no key", { keys: { p256dh: "", auth: "" } }],
    ["a key that is too short", { keys: { p256dh: "AAAA", auth: "AAAAAAAAAAAAAAAAAAAAAA" } }],
    ["a key that is no point", { keys: { p256dh: "A".repeat(87), auth: "AAAAAAAAAAAAAAAAAAAAAA" } }],
  ])("%s", async (_what, changes) => {
    const subscription = { ...service.subscribe(), ...changes };
    const outcome = await send({ subscription });
    expect(outcome).toMatchObject({ kind: "failed", code: "push.bad-subscription", suppress: true });
  });

  test("to an endpoint on the inside", async () => {
    for (const endpoint of ["https://169.254.169.254/push", "https://[::1]/push", "https://10.0.0.1/push"]) {
      const subscription = { ...service.subscribe(), endpoint };
      expect(await send({ subscription })).toMatchObject({ kind: "failed", code: "push.address-refused" });
    }
  });

  test("with settings that cannot work", async () => {
    expect(await send({ vapid: { ...VAPID, subject: "nobody" } })).toMatchObject({
      code: "push.bad-request",
    });
  });
});

describe("the push service itself", () => {
  test("reads the example of RFC 8291, section 5", () => {
    const ecdh = createECDH("prime256v1");
    ecdh.setPrivateKey(Buffer.from("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "base64url"));
    const body =
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    const keys = { p256dh: "", auth: "BTBZMqHH6r4Tts7J_aSIgg", ecdh };
    expect(decryptPush(Buffer.from(body, "base64url"), keys)).toBe(
      "When I grow up, I want to be a watermelon",
    );
  });

  test("has its certificate in a file, for a process that is told to trust it", async () => {
    expect(await readFile(service.caPath, "utf8")).toBe(service.ca);
    expect(service.ca).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });
});

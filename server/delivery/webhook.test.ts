import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWebhookReceiver, type WebhookReceiver } from "../testing/webhook-receiver.ts";
import { createGuardedHttp, type GuardedHttp } from "./guarded-http.ts";
import { sendWebhook, WEBHOOK_BODY_MAX_BYTES, type WebhookRequest } from "./webhook.ts";

const NOW = Date.UTC(2026, 2, 5, 12, 0, 0);
let receiver: WebhookReceiver;
let client: GuardedHttp;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  client = createGuardedHttp({ allow: [receiver.host] });
});
afterEach(async () => {
  await client.close();
  await receiver.close();
});

function send(changes: Partial<WebhookRequest> = {}, through = client) {
  const request = {
    url: `${receiver.url}/in`,
    method: "POST" as const,
    body: '{"a":"ü"}',
    key: "run-1:n2:1",
  };
  return sendWebhook({ ...request, ...changes }, { client: through, now: NOW });
}

test("sends body and headers, and says who it is on every attempt", async () => {
  expect(await send({ headers: { Authorization: "Bearer s" } })).toMatchObject({
    kind: "sent",
    detail: { status: 200 },
  });
  const got = await receiver.next();
  expect(got).toMatchObject({ method: "POST", path: "/in", body: '{"a":"ü"}' });
  expect(got.headers).toMatchObject({
    "content-type": "application/json",
    authorization: "Bearer s",
    "webhook-id": "run-1:n2:1",
    "webhook-timestamp": String(NOW / 1000),
  });
});

test("GET carries no body", async () => {
  expect(await send({ method: "GET" })).toMatchObject({ kind: "sent" });
  const got = await receiver.next();
  expect(got).toMatchObject({ method: "GET", body: "" });
  expect(got.headers["content-type"]).toBeUndefined();
});

describe("what an answer means", () => {
  test.each([
    [204, { kind: "sent" }],
    [400, { kind: "failed", code: "webhook.status", values: { status: 400, answer: "no" } }],
    [401, { kind: "failed", code: "webhook.status" }],
    [410, { kind: "failed", code: "webhook.gone" }],
    [304, { kind: "failed", code: "webhook.status" }],
    [408, { kind: "retry", code: "webhook.status" }],
    [429, { kind: "retry", code: "webhook.status" }],
    [500, { kind: "retry", code: "webhook.status" }],
    [503, { kind: "retry", code: "webhook.status" }],
  ])("%i", async (status, outcome) => {
    receiver.answer({ status, body: status === 204 || status === 304 ? "" : "no" });
    expect(await send()).toMatchObject(outcome);
  });

  test.each([
    ["120", 120_000],
    ["Thu, 05 Mar 2026 12:01:00 GMT", 60_000],
    ["99999999", 86_400_000],
    ["soon", undefined],
    ["Thu, 05 Mar 2020 12:01:00 GMT", undefined],
  ])("Retry-After: %s", async (value, retryAfterMs) => {
    receiver.answer({ status: 503, headers: { "retry-after": value } });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: "retry" });
    expect("retryAfterMs" in outcome ? outcome.retryAfterMs : undefined).toBe(retryAfterMs);
  });

  test.each(["hang-up", "silence"] as const)(
    "%s: again, because the receiver recognises it",
    async (answer) => {
      receiver.answer(answer);
      const impatient = createGuardedHttp({ allow: [receiver.host], timeouts: { totalMs: 500 } });
      expect(await send({}, impatient)).toMatchObject({ kind: "retry" });
      await impatient.close();
      expect(await send()).toMatchObject({ kind: "sent" });
      const ids = [
        (await receiver.next()).headers["webhook-id"],
        (await receiver.next()).headers["webhook-id"],
      ];
      expect(ids).toEqual(["run-1:n2:1", "run-1:n2:1"]);
    },
  );

  test("no connection: again", async () => {
    await receiver.close();
    expect(await send()).toMatchObject({ kind: "retry", code: "webhook.no-connection" });
  });
});

describe("what is not sent", () => {
  test.each(["http://169.254.169.254/", "http://[::1]/", "http://2130706433/", "http://10.0.0.8/hook"])(
    "%s",
    async (url) => {
      expect(await send({ url })).toMatchObject({ kind: "failed", code: "webhook.address-refused" });
    },
  );

  test("an address reached through a redirect", async () => {
    receiver.answer({ status: 302, headers: { location: "http://169.254.169.254/" } });
    expect(await send()).toMatchObject({
      kind: "failed",
      code: "webhook.address-refused",
      values: { redirects: 1 },
    });
  });

  test.each([
    ["X-A", "1\r\nX-B: 2", "webhook.bad-header"],
    ["X-A\r\nX-B", "1", "webhook.bad-header"],
    ["X A", "1", "webhook.bad-header"],
    ["X-A", "日本", "webhook.bad-header"],
    ["", "1", "webhook.bad-header"],
    ["Webhook-Id", "mine", "webhook.reserved-header"],
    ["Host", "evil.example", "webhook.reserved-header"],
    ["content-length", "5", "webhook.reserved-header"],
    ["Transfer-Encoding", "chunked", "webhook.reserved-header"],
  ])("a header %j: %j", async (name, value, code) => {
    expect(await send({ headers: { [name]: value } })).toMatchObject({ kind: "failed", code });
    expect(receiver.all).toHaveLength(0);
  });

  test("a key that would break the header, and a body that is too long", async () => {
    expect(await send({ key: "a\r\nb" })).toMatchObject({ kind: "failed", code: "webhook.bad-key" });
    const body = "x".repeat(WEBHOOK_BODY_MAX_BYTES + 1);
    expect(await send({ body })).toMatchObject({ kind: "failed", code: "webhook.body-too-long" });
    expect(receiver.all).toHaveLength(0);
  });
});

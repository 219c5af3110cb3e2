import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newSecrets, rotateSecrets } from "#server/notices/secret.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../testing/webhook-receiver.ts";
import { createGuardedHttp, type GuardedHttp } from "./guarded-http.ts";
import { sendWebhook, WEBHOOK_BODY_MAX_BYTES, type WebhookRequest } from "./webhook.ts";

const NOW = Date.UTC(2026, 2, 5, 12, 0, 0);
const signing = newSecrets();
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

async function send(changes: Partial<WebhookRequest> = {}, through = client) {
  return (await call(changes, through)).outcome;
}

function call(changes: Partial<WebhookRequest> = {}, through = client) {
  const request = {
    url: `${receiver.url}/in`,
    method: "POST" as const,
    body: '{"a":"ü"}',
    key: "run-1:n2:1",
  };
  return sendWebhook({ ...request, ...changes }, { client: through, signing, now: NOW });
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

describe("the signature", () => {
  const at = Date.now();
  const signed = (changes: Partial<WebhookRequest> = {}, secrets = signing) =>
    sendWebhook(
      { url: `${receiver.url}/in`, method: "POST", body: '{"a":"ü"}', key: "run-1-n2-1", ...changes },
      { client, signing: secrets, now: at },
    );
  const verified = async (secret: string) => {
    const { body, headers } = await receiver.next();
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return body;
  };

  test.each(["POST", "GET", "DELETE"] as const)(
    "of %s is one that the public library accepts",
    async (method) => {
      await signed({ method });
      await expect(verified(signing.secret)).resolves.toBe(method === "GET" ? "" : '{"a":"ü"}');
      await signed({ method });
      await expect(verified(newSecrets().secret)).rejects.toThrow();
    },
  );

  test("is made with both secrets after a change, and the owner's header cannot stand in for it", async () => {
    const rotated = rotateSecrets(signing, newSecrets(), at);
    await signed({}, rotated);
    await expect(verified(signing.secret)).resolves.toBeDefined();
    await signed({}, rotated);
    await expect(verified(rotated.secret)).resolves.toBeDefined();
    const forged = await signed({ headers: { "Webhook-Signature": "v1,AAAA" } });
    expect(forged.outcome).toMatchObject({ kind: "failed", code: "webhook.reserved-header" });
  });
});

test("waits only as long as it is told", async () => {
  receiver.answer("silence", "hang-up");
  expect(await send({ timeoutMs: 300 })).toMatchObject({ kind: "retry", code: "webhook.timeout" });
});

describe("secrets", () => {
  const secrets = ["tok/en ü"];

  test("are taken out of what the receiver says back", async () => {
    const body = JSON.stringify({ error: "bad tok/en ü", link: `/?k=${encodeURIComponent("tok/en ü")}` });
    receiver.answer({ status: 403, body, headers: { "x-you-sent": "tok/en" } });
    const { outcome, response } = await call({ secrets: ["tok/en", ...secrets] });
    expect(JSON.stringify([outcome, response])).not.toMatch(/tok/);
    expect(outcome).toMatchObject({ values: { answer: '{"error":"bad ••••","link":"/?k=••••"}' } });
    expect(response?.headers["x-you-sent"]).toBe("••••");
  });

  test("do not follow a redirect to another place, nor stand in the reason of a refusal", async () => {
    receiver.answer({ status: 302, headers: { location: "http://tok-host.invalid:99999/" } });
    const { outcome } = await call({ secrets: ["tok-host"], headers: { "X-Key": "tok-host" } });
    expect(outcome.kind).not.toBe("sent");
    expect(JSON.stringify(outcome)).not.toContain("tok-host");
    const other = await startWebhookReceiver();
    const both = createGuardedHttp({ allow: [receiver.host, other.host] });
    receiver.answer({ status: 307, headers: { location: `${other.url}/there` } });
    await send({ headers: { "X-Key": "s3cret", Authorization: "s3cret" } }, both);
    const got = await other.next();
    expect(got.path).toBe("/there");
    expect(JSON.stringify(got.headers)).not.toContain("s3cret");
    await both.close();
    await other.close();
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

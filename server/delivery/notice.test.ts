import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type ScriptedAnswer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "#server/testing/webhook-receiver.ts";
import { SenderPool } from "./sender-pool.ts";

const NOW = Date.UTC(2026, 2, 10, 10);

let receiver: WebhookReceiver;
let senders: SenderPool;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  senders = new SenderPool(pino({ level: "silent" }));
});
afterAll(async () => {
  await senders.close();
  await receiver.close();
});

function send(url: string, allow = [receiver.host]) {
  const headers = { "webhook-id": "ntc_1", "webhook-timestamp": "1", "webhook-signature": "v1,x" };
  return senders.notify({ url, headers, body: '{"type":"test"}', now: NOW, allow });
}

it.each<[ScriptedAnswer, Awaited<ReturnType<typeof send>>]>([
  [{ status: 204 }, { kind: "delivered", answer: "204" }],
  [
    { status: 200, body: "x".repeat(500) },
    { kind: "delivered", answer: `200 ${"x".repeat(200)}` },
  ],
  [{ status: 410 }, { kind: "gone", answer: "410" }],
  [
    { status: 404, body: "no" },
    { kind: "not-delivered", answer: "404 no" },
  ],
  [
    { status: 503, headers: { "retry-after": "60" } },
    { kind: "not-delivered", answer: "503", retryAfterMs: 60_000 },
  ],
  [
    { status: 429, headers: { "retry-after": new Date(NOW + 5_000).toUTCString() } },
    { kind: "not-delivered", answer: "429", retryAfterMs: 5_000 },
  ],
  [
    { status: 302, headers: { location: "/other" } },
    { kind: "not-delivered", answer: "302" },
  ],
  ["hang-up", { kind: "not-delivered", answer: "The connection broke before an answer came" }],
])("takes %j as it is meant", async (answer, result) => {
  receiver.answer(answer);
  const before = receiver.all.length;
  expect(await send(`${receiver.url}/in`)).toEqual(result);
  expect(receiver.all).toHaveLength(before + 1);
  expect(receiver.all.at(-1)).toMatchObject({
    ...{ method: "POST", path: "/in", body: '{"type":"test"}' },
    headers: { "webhook-id": "ntc_1", "webhook-timestamp": "1", "webhook-signature": "v1,x" },
  });
});

it("does not call into private networks", async () => {
  const before = receiver.all.length;
  const result = { kind: "not-delivered", answer: expect.stringContaining("private network") };
  expect(await send(`${receiver.url}/in`, [])).toEqual(result);
  expect(await send("http://169.254.169.254/latest", [])).toEqual(result);
  expect(receiver.all).toHaveLength(before);
});

it("says when nobody listens", async () => {
  expect(await send("http://127.0.0.1:1/", ["127.0.0.1"])).toMatchObject({
    kind: "not-delivered",
    answer: expect.stringContaining("Could not connect"),
  });
});

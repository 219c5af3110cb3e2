import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configs, named } from "#server/testing/provider-answers.ts";
import {
  type ScriptedAnswer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "#server/testing/webhook-receiver.ts";
import { composeEmail } from "../email.ts";
import { createGuardedHttp, type GuardedHttp } from "../guarded-http.ts";
import type { ProviderConfig } from "./config.ts";
import { providerService } from "./provider-service.ts";

let service: WebhookReceiver;
let client: GuardedHttp;
beforeEach(async () => {
  service = await startWebhookReceiver();
  client = createGuardedHttp({ allow: [service.host] });
});
afterEach(async () => {
  await client.close();
  await service.close();
});

function send(config: ProviderConfig) {
  const composed = composeEmail({
    key: "run-1:n2:1",
    from: { address: "hello@shop.example" },
    to: { address: "ana@example.com" },
    subject: "Hi",
    html: "<p>Hi</p>",
    now: Date.UTC(2026, 2, 10, 10),
  });
  if (composed.kind === "error") throw new Error(composed.code);
  return providerService(config, { client, origin: service.url }).send(composed.mail);
}

describe("a hand-over that nobody answers, to a service that recognises repeats", () => {
  it("is repeated at once with the same key, which tells whether it was taken", async () => {
    service.answer("hang-up", { status: 200, body: '{"id":"49a3999c"}' });
    expect(await send(configs.resend)).toMatchObject({ kind: "sent", providerId: "49a3999c" });
    const [first, second] = [await service.next(), await service.next()];
    expect(first.headers["idempotency-key"]).toMatch(/@shop\.example$/);
    expect([second.headers["idempotency-key"], second.body]).toEqual([
      first.headers["idempotency-key"],
      first.body,
    ]);
  });

  it.each<[string, ScriptedAnswer]>([
    ["has no room", { status: 429 }],
    ["is still at the first", named(409, "concurrent_idempotent_requests")],
    ["refuses it", named(422, "validation_error")],
  ])("stays unknown when the service then %s", async (_what, then) => {
    service.answer({ status: 504 }, then);
    expect(await send(configs.resend)).toMatchObject({ kind: "unknown", code: "email.service-no-answer" });
    expect(service.all).toHaveLength(2);
  });
});

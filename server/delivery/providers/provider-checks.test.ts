import { afterEach, beforeEach, expect, it } from "vitest";
import { amzn, coded, configs, type Name, named } from "#server/testing/provider-answers.ts";
import {
  type ScriptedAnswer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "#server/testing/webhook-receiver.ts";
import { createGuardedHttp, type GuardedHttp } from "../guarded-http.ts";
import type { ProviderConfig } from "./config.ts";
import { checkProvider } from "./provider-service.ts";

const NOW = Date.UTC(2026, 2, 10, 10);

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

const check = (config: ProviderConfig) => checkProvider(config, { client, origin: service.url, now: NOW });

/** What tells that a key works, without sending; and an answer that tells that it does not. */
const checks: [Name, string, Exclude<ScriptedAnswer, string>, Exclude<ScriptedAnswer, string>][] = [
  [
    "ses",
    "GET /v2/email/account",
    { status: 200, body: '{"SendingEnabled":true}' },
    { status: 403, headers: amzn("InvalidSignatureException") },
  ],
  [
    "ses",
    "GET /v2/email/account",
    { status: 403, headers: amzn("AccessDeniedException") },
    { status: 200, body: '{"SendingEnabled":false}' },
  ],
  ["resend", "GET /domains", { status: 200, body: '{"data":[]}' }, named(400, "invalid_api_key")],
  ["resend", "GET /domains", named(401, "restricted_api_key"), named(401, "missing_api_key")],
  ["postmark", "GET /server", { status: 200, body: '{"ID":1}' }, coded(401, 10)],
  [
    "sendgrid",
    "GET /v3/scopes",
    { status: 200, body: '{"scopes":["mail.send"]}' },
    { status: 200, body: '{"scopes":["alerts.read"]}' },
  ],
  [
    "mailgun",
    "POST /v3/mg.shop.example/messages",
    { status: 400, body: '{"message":"from parameter is missing"}' },
    { status: 401, body: "Forbidden" },
  ],
];

it.each(checks)("%s: a key is tried by %s, and nothing is sent", async (name, line, works, fails) => {
  service.answer(works, fails);
  expect(await check(configs[name])).toEqual({ kind: "ok" });
  expect(await check(configs[name])).toMatchObject({ kind: "error" });
  const [first] = service.all;
  expect(`${first?.method} ${first?.path}`).toBe(line);
  expect(first?.body).not.toContain("ana@example.com");
});

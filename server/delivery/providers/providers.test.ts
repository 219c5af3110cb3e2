import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { amzn, coded, configs, errors, type Name, named, SECRET } from "#server/testing/provider-answers.ts";
import {
  type ScriptedAnswer,
  startWebhookReceiver,
  type WebhookReceiver,
} from "#server/testing/webhook-receiver.ts";
import { type ComposedEmail, composeEmail } from "../email.ts";
import { createGuardedHttp, type GuardedHttp } from "../guarded-http.ts";
import { type ProviderConfig, withoutSecret } from "./config.ts";
import { providerService } from "./provider-service.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const UNSUBSCRIBE = "https://shop.example/unsubscribe/token";

let service: WebhookReceiver;
let client: GuardedHttp;
beforeEach(async () => {
  service = await startWebhookReceiver();
  client = createGuardedHttp({ allow: [service.host], timeouts: { headersMs: 2_000 } });
});
afterEach(async () => {
  await client.close();
  await service.close();
});

function mail(marketing = true): ComposedEmail {
  const composed = composeEmail({
    key: "run-1:n2:1",
    from: { name: 'Käthe "K" Tea, Ltd', address: "hello@shop.example" },
    replyTo: { address: "care@shop.example" },
    to: { name: "Ana", address: "ana@example.com" },
    subject: "Grüße",
    html: "<p>Hi Ana – 4,50 €</p>",
    unsubscribe: marketing ? { url: UNSUBSCRIBE } : undefined,
    now: NOW,
  });
  if (composed.kind === "error") throw new Error(composed.code);
  return composed.mail;
}

function send(config: ProviderConfig, message = mail()) {
  return providerService(config, { client, origin: service.url }).send(message);
}

async function request(config: ProviderConfig, answer: ScriptedAnswer, message = mail()) {
  service.answer(answer);
  const outcome = await send(config, message);
  return { outcome, received: await service.next() };
}

async function expectWhole(raw: string | Uint8Array) {
  const parsed = await PostalMime.parse(raw);
  expect(parsed).toMatchObject({
    subject: "Grüße",
    from: { address: "hello@shop.example", name: 'Käthe "K" Tea, Ltd' },
    replyTo: [{ address: "care@shop.example" }],
    to: [{ address: "ana@example.com", name: "Ana" }],
    messageId: mail().options.messageId,
  });
  expect(parsed.html).toContain("4,50 €");
  expect(parsed.text).toContain("4,50 €");
  const headers = Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value]));
  expect(headers["list-unsubscribe"]).toBe(`<${UNSUBSCRIBE}>`);
  expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
}

describe("what a message is known by when it comes back", () => {
  const composed = composeEmail({
    key: "run-1:n2:1",
    from: { address: "hello@shop.example" },
    to: { address: "ana@example.com" },
    subject: "Hi",
    html: "<p>Hi</p>",
    returnId: "7-mark",
    now: NOW,
  });
  if (composed.kind === "error") throw new Error(composed.code);
  const { mail: marked } = composed;
  const handed = async (name: Name) =>
    (await request(configs[name], { status: 200, body: "{}" }, marked)).received.body;

  it("is told to each service in its own way", async () => {
    const tag = { name: "rekindle-message", value: "7-mark" };
    expect(JSON.parse(await handed("ses")).EmailTags).toEqual([{ Name: tag.name, Value: tag.value }]);
    expect(JSON.parse(await handed("resend")).tags).toEqual([tag]);
    expect(JSON.parse(await handed("postmark")).Metadata).toEqual({ [tag.name]: tag.value });
    expect(JSON.parse(await handed("sendgrid")).custom_args).toEqual({ [tag.name]: tag.value });
    expect(await handed("mailgun")).toContain(`name="v:${tag.name}"\r\n\r\n${tag.value}\r\n`);
  });

  it("goes in the message's own headers too", async () => {
    const raw = Buffer.from(JSON.parse(await handed("ses")).Content.Raw.Data, "base64");
    const { headers } = await PostalMime.parse(raw);
    expect(headers).toContainEqual(expect.objectContaining({ key: "x-rekindle-message", value: "7-mark" }));
  });
});

describe("a message is handed over as documented", () => {
  it("to Amazon SES", async () => {
    const { outcome, received } = await request(configs.ses, {
      status: 200,
      body: '{"MessageId":"0102018f-ses"}',
    });
    expect(outcome).toEqual({ kind: "sent", providerId: "0102018f-ses", detail: { status: 200 } });
    expect([received.method, received.path]).toEqual(["POST", "/v2/email/outbound-emails"]);
    expect(received.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20260310\/eu-central-1\/ses\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
    const body = JSON.parse(received.body);
    expect(body).toMatchObject({
      FromEmailAddress: "hello@shop.example",
      Destination: { ToAddresses: ["ana@example.com"] },
      ConfigurationSetName: "shop",
    });
    await expectWhole(Buffer.from(body.Content.Raw.Data, "base64"));
  });

  it("to Mailgun", async () => {
    const { outcome, received } = await request(configs.mailgun, {
      status: 200,
      body: '{"id":"<20260310.1@mg.shop.example>","message":"Queued. Thank you."}',
    });
    expect(outcome).toMatchObject({ kind: "sent", providerId: "<20260310.1@mg.shop.example>" });
    expect([received.method, received.path]).toEqual(["POST", "/v3/mg.shop.example/messages.mime"]);
    expect(received.headers.authorization).toBe(`Basic ${Buffer.from(`api:${SECRET}`).toString("base64")}`);
    const form = await new Response(received.body, {
      headers: { "content-type": received.headers["content-type"] ?? "" },
    }).formData();
    expect([form.get("to"), form.get("o:tracking")]).toEqual(["ana@example.com", "no"]);
    await expectWhole(await (form.get("message") as File).text());
  });

  it("to Resend, with a key that is the same on every attempt", async () => {
    const { outcome, received } = await request(configs.resend, { status: 200, body: '{"id":"49a3999c"}' });
    expect(outcome).toMatchObject({ kind: "sent", providerId: "49a3999c" });
    expect([received.method, received.path]).toEqual(["POST", "/emails"]);
    expect(received.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      "idempotency-key": mail().options.messageId.slice(1, -1),
    });
    expect(JSON.parse(received.body)).toMatchObject({
      from: '"Käthe \\"K\\" Tea, Ltd" <hello@shop.example>',
      to: ['"Ana" <ana@example.com>'],
      reply_to: ["care@shop.example"],
      subject: "Grüße",
      html: expect.stringContaining("4,50 €"),
      text: expect.stringContaining("4,50 €"),
      headers: {
        "List-Unsubscribe": `<${UNSUBSCRIBE}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
  });

  it("to Postmark, marketing by a stream of its own", async () => {
    const taken = { status: 200, body: '{"MessageID":"b7bc2f4a","ErrorCode":0,"Message":"OK"}' };
    const { outcome, received } = await request(configs.postmark, taken);
    expect(outcome).toMatchObject({ kind: "sent", providerId: "b7bc2f4a" });
    expect([received.method, received.path]).toEqual(["POST", "/email"]);
    expect(received.headers["x-postmark-server-token"]).toBe(SECRET);
    expect(JSON.parse(received.body)).toMatchObject({
      From: '"Käthe \\"K\\" Tea, Ltd" <hello@shop.example>',
      To: '"Ana" <ana@example.com>',
      ReplyTo: "care@shop.example",
      HtmlBody: expect.stringContaining("4,50 €"),
      TextBody: expect.stringContaining("4,50 €"),
      MessageStream: "broadcast",
      Headers: expect.arrayContaining([
        { Name: "List-Unsubscribe", Value: `<${UNSUBSCRIBE}>` },
        { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
        { Name: "Message-ID", Value: mail().options.messageId },
      ]),
    });
    const receipt = await request(configs.postmark, taken, mail(false));
    expect(JSON.parse(receipt.received.body)).toMatchObject({ MessageStream: "outbound" });
    expect(receipt.received.body).not.toContain("List-Unsubscribe");
  });

  it("to SendGrid, with its own tracking off", async () => {
    const { outcome, received } = await request(configs.sendgrid, {
      status: 202,
      headers: { "x-message-id": "14c5d75ce93" },
    });
    expect(outcome).toEqual({ kind: "sent", providerId: "14c5d75ce93", detail: { status: 202 } });
    expect([received.method, received.path]).toEqual(["POST", "/v3/mail/send"]);
    expect(JSON.parse(received.body)).toMatchObject({
      personalizations: [{ to: [{ email: "ana@example.com", name: "Ana" }] }],
      from: { email: "hello@shop.example", name: 'Käthe "K" Tea, Ltd' },
      reply_to: { email: "care@shop.example" },
      content: [{ type: "text/plain" }, { type: "text/html" }],
      headers: {
        "List-Unsubscribe": `<${UNSUBSCRIBE}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": mail().options.messageId,
      },
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
    });
  });
});

/** As each service words it, and what becomes of the message. */
const refusals: [Name, string, Exclude<ScriptedAnswer, string>, string][] = [
  [
    "ses",
    "a wrong key",
    { status: 403, headers: amzn("UnrecognizedClientException") },
    "retry email.service-key",
  ],
  [
    "ses",
    "throttling",
    { status: 429, headers: amzn("TooManyRequestsException") },
    "retry email.service-busy",
  ],
  [
    "ses",
    "a paused account",
    { status: 400, headers: amzn("SendingPausedException") },
    "retry email.service-account",
  ],
  [
    "ses",
    "an unverified sender",
    {
      status: 400,
      headers: amzn("MessageRejected:http://internal.amazon.com/"),
      body: '{"message":"Email address is not verified. The following identities failed the check"}',
    },
    "retry email.service-sender",
  ],
  [
    "ses",
    "a message it rejects",
    { status: 400, headers: amzn("MessageRejected") },
    "failed email.service-refused",
  ],
  ["resend", "a wrong key", named(403, "invalid_api_key"), "retry email.service-key"],
  ["resend", "an unverified domain", named(403, "validation_error"), "retry email.service-sender"],
  ["resend", "a used-up quota", named(429, "daily_quota_exceeded"), "retry email.service-busy"],
  ["resend", "a bad recipient", named(422, "validation_error"), "failed email.service-refused"],
  [
    "resend",
    "a repeat while it works",
    named(409, "concurrent_idempotent_requests"),
    "unknown email.service-no-answer",
  ],
  [
    "resend",
    "a repeat that reads otherwise",
    named(409, "invalid_idempotent_request"),
    "unknown email.service-no-answer",
  ],
  ["postmark", "a wrong key", coded(401, 10), "retry email.service-key"],
  ["postmark", "an unknown sender", coded(422, 400), "retry email.service-sender"],
  ["postmark", "an account in review", coded(422, 412), "retry email.service-account"],
  ["postmark", "a bad recipient", coded(422, 300), "failed email.service-refused"],
  ["postmark", "a recipient who bounced", coded(422, 406), "failed email.service-suppressed, never again"],
  [
    "sendgrid",
    "a wrong key",
    errors(401, "The provided authorization grant is invalid"),
    "retry email.service-key",
  ],
  ["sendgrid", "no credits", errors(401, "Maximum credits exceeded"), "retry email.service-account"],
  [
    "sendgrid",
    "an unverified sender",
    errors(403, "The from address does not match a verified Sender Identity."),
    "retry email.service-sender",
  ],
  [
    "sendgrid",
    "a bad recipient",
    errors(400, "Does not contain a valid address."),
    "failed email.service-refused",
  ],
  ["mailgun", "a wrong key", { status: 401, body: "Forbidden" }, "retry email.service-key"],
  [
    "mailgun",
    "an unknown domain",
    { status: 404, body: '{"message":"Domain not found"}' },
    "retry email.service-account",
  ],
  [
    "mailgun",
    "a bad recipient",
    { status: 400, body: '{"message":"to parameter is not a valid address"}' },
    "failed email.service-refused",
  ],
];

it.each(refusals)("%s: %s", async (name, _what, answer, expected) => {
  const { outcome } = await request(configs[name], answer);
  if (outcome.kind === "sent") throw new Error("it was refused");
  const never = outcome.kind === "failed" && outcome.suppress ? ", never again" : "";
  expect(`${outcome.kind} ${outcome.code}${never}`).toBe(expected);
});

describe.each(Object.entries(configs))("%s", (name, config) => {
  it("is left alone for as long as it asks", async () => {
    const { outcome } = await request(config, { status: 429, headers: { "retry-after": "30" } });
    expect(outcome).toMatchObject({ kind: "retry", code: "email.service-busy", retryAfterMs: 30_000 });
  });

  it("is tried again when it says that it could not, and not when nobody can tell", async () => {
    const tries = name === "resend" ? 2 : 1;
    expect((await request(config, { status: 503 })).outcome.kind).toBe("retry");
    for (const answer of [{ status: 504 }, "hang-up"] satisfies ScriptedAnswer[]) {
      const before = service.all.length;
      service.answer(...Array<ScriptedAnswer>(tries).fill(answer));
      expect((await send(config)).kind, JSON.stringify(answer)).toBe("unknown");
      expect(service.all.length - before, "hand-overs").toBe(tries);
    }
  });

  it("is tried again when it cannot be reached", async () => {
    const origin = "http://127.0.0.1:1";
    const near = createGuardedHttp({ allow: ["127.0.0.1:1"] });
    const outcome = await providerService(config, { client: near, origin }).send(mail());
    expect(outcome).toMatchObject({ kind: "retry", code: "email.service-unreachable" });
    await near.close();
  });

  it("never takes a redirect for an answer that took the message", async () => {
    const away = { status: 307, headers: { location: `${service.url}/elsewhere` } };
    const { outcome } = await request(config, away);
    expect(outcome.kind).not.toBe("sent");
    expect(service.all).toHaveLength(1);
  });

  it("shows its settings without the key", () => {
    expect(JSON.stringify(withoutSecret(config))).not.toContain(SECRET);
  });
});

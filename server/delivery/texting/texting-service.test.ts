import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  refusal,
  startTextingService,
  type TextingService,
} from "#server/testing/texting-service.ts";
import { createGuardedHttp, type GuardedHttp } from "../guarded-http.ts";
import { type TextingConfig, textingConfig } from "./config.ts";
import type { ComposedText } from "./texting-adapter.ts";
import { checkTexting, sendText } from "./texting-service.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const text: ComposedText = {
  ...{
    channel: "sms",
    to: "+385911234567",
    body: "Grüße & mehr: 5 % + 1 €",
    template: null,
    returnId: "7-mark",
  },
};

let service: TextingService;
let client: GuardedHttp;
beforeEach(async () => {
  service = await startTextingService();
  client = createGuardedHttp({ allow: [service.host], timeouts: { headersMs: 500 } });
});
afterEach(async () => {
  await client.close();
  await service.close();
});

function config(changes: Partial<TextingConfig> = {}): TextingConfig {
  return {
    ...{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, baseUrl: service.url },
    ...{ smsFrom: "+15551230000", whatsappFrom: "+15551239999" },
    statusCallback: "https://shop.example/texts/token",
    ...changes,
  };
}
const send = (message: Partial<ComposedText> = {}, changes: Partial<TextingConfig> = {}) =>
  sendText(config(changes), { ...text, ...message }, { client, now: NOW });

describe("what is handed over", () => {
  it("is a text message with the address at which its fate is told", async () => {
    expect(await send()).toEqual({
      ...{ kind: "sent", detail: { status: 201 }, providerId: `SM${"0".repeat(31)}1` },
    });
    expect(await service.nextForm()).toEqual({
      To: "+385911234567",
      From: "+15551230000",
      Body: text.body,
      StatusCallback: "https://shop.example/texts/token?message=7-mark",
    });
  });

  it("comes from a messaging service where that is set, and names no address that the service cannot reach", async () => {
    const pool = `MG${"0a".repeat(16)}`;
    await send({}, { smsFrom: pool, statusCallback: null });
    expect(await service.nextForm()).toEqual({
      ...{ To: "+385911234567", MessagingServiceSid: pool, Body: text.body },
    });
  });

  it("is a WhatsApp message of the shop's own words", async () => {
    await send({ channel: "whatsapp", returnId: null });
    expect(await service.nextForm()).toEqual({
      ...{ To: "whatsapp:+385911234567", From: "whatsapp:+15551239999", Body: text.body },
    });
  });

  it("is a template with its variables by their numbers", async () => {
    const template = { id: "HX1", variables: ["Ana", '"5" %'] };
    await send({ channel: "whatsapp", body: "", template, returnId: null });
    expect(await service.nextForm()).toEqual({
      ...{ To: "whatsapp:+385911234567", From: "whatsapp:+15551239999", ContentSid: "HX1" },
      ContentVariables: JSON.stringify({ 1: "Ana", 2: '"5" %' }),
    });
    await send({ channel: "whatsapp", body: "", template: { id: "HX2", variables: [] } });
    expect(await service.nextForm()).not.toHaveProperty("ContentVariables");
  });
});

describe("what an answer means", () => {
  it.each([
    [400, 21610, { kind: "failed", code: "text.recipient-left", suppress: true }],
    [400, 21211, { kind: "failed", code: "text.bad-number", suppress: true }],
    [400, 21614, { kind: "failed", code: "text.bad-number", suppress: true }],
    [400, 63016, { kind: "failed", code: "text.outside-window" }],
    [400, 21617, { kind: "failed", code: "text.service-refused" }],
    [403, 21408, { kind: "failed", code: "text.service-refused" }],
    [401, 20003, { kind: "retry", code: "text.service-key" }],
    [400, 21606, { kind: "retry", code: "text.service-sender" }],
    [429, 20429, { kind: "retry", code: "text.service-busy" }],
    [503, 20503, { kind: "retry", code: "text.service-busy" }],
    [500, 20500, { kind: "unknown", code: "text.service-no-answer" }],
    [504, 0, { kind: "unknown", code: "text.service-no-answer" }],
    [302, 0, { kind: "unknown", code: "text.service-no-answer" }],
  ])("status %i with code %i", async (status, code, outcome) => {
    service.answer(refusal(status, code, "As documented"));
    expect(await send()).toEqual({ ...outcome, values: { status, answer: "As documented" } });
  });

  it("is that it may be tried again when the service says", async () => {
    service.answer({ status: 429, headers: { "retry-after": "120" }, body: "<html>" });
    expect(await send()).toEqual({
      ...{ kind: "retry", code: "text.service-busy", retryAfterMs: 120_000 },
      values: { status: 429, answer: "<html>" },
    });
  });

  it("is that nobody can tell, without one: it is handed over once and never again", async () => {
    for (const answer of ["hang-up", "silence"] as const) {
      service.answer(answer);
      expect(await send()).toMatchObject({ kind: "unknown", code: "text.service-no-answer" });
      await service.next();
    }
    expect(service.all).toHaveLength(2);
  });

  it("is that it was not handed over where there is no service, or one in a network of our own", async () => {
    const unlisted = createGuardedHttp({ allow: [] });
    expect(await sendText(config(), text, { client: unlisted, now: NOW })).toMatchObject({
      ...{ kind: "retry", code: "text.service-unreachable" },
    });
    await unlisted.close();
    await service.close();
    expect(await send()).toMatchObject({ kind: "retry", code: "text.service-unreachable" });
  });
});

it("tells whether a token works, and sends nothing", async () => {
  expect(await checkTexting(config(), client)).toEqual({ kind: "ok" });
  expect(await service.next()).toMatchObject({
    method: "GET",
    path: `/2010-04-01/Accounts/${ACCOUNT_SID}.json`,
  });
  expect(await checkTexting(config({ authToken: "other" }), client)).toEqual({
    ...{ kind: "error", code: "text.service-key", values: { status: 401, answer: "Authenticate" } },
  });
  expect(await checkTexting(config({ accountSid: "AC1" }), client)).toMatchObject({
    code: "text.service-key",
  });
});

describe("settings", () => {
  const base = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, smsFrom: "", whatsappFrom: "", baseUrl: "" };
  const read = (changes: Partial<typeof base>) => textingConfig.safeParse({ ...base, ...changes });

  it("take what a message may come from", () => {
    const from = (smsFrom: string) => read({ smsFrom }).data?.smsFrom;
    expect(from(" +1 (555) 123-0000 ")).toBe("+15551230000");
    expect(from(`MG${"0a".repeat(16)}`)).toBe(`MG${"0a".repeat(16)}`);
    expect([from("12345"), from("Hearth Home"), from("")]).toEqual(["12345", "Hearth Home", ""]);
    expect(read({ whatsappFrom: "whatsapp:+1 555 123 9999" }).data?.whatsappFrom).toBe("+15551239999");
    expect(read({ baseUrl: "https://shop.signalwire.com/api/laml/" }).data?.baseUrl).toBe(
      "https://shop.signalwire.com/api/laml",
    );
    expect(read({}).data?.baseUrl).toBe("https://api.twilio.com");
  });

  it.each<Partial<typeof base>>([
    { smsFrom: "a name that is too long" },
    { smsFrom: "555 123" },
    { whatsappFrom: "Hearth" },
    { accountSid: "AC1/Messages" },
    { accountSid: "" },
    { authToken: "two words" },
    { baseUrl: "ftp://example.com" },
    { baseUrl: "https://user:pass@example.com" },
    { baseUrl: "https://example.com/?a=1" },
    { baseUrl: "not an address" },
  ])("refuse %j", (changes) => {
    expect(read(changes).error?.issues.map(({ path }) => path[0])).toEqual(Object.keys(changes));
  });
});

import { describe, expect, it } from "vitest";
import { sendJob } from "#server/testing/send-jobs.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { SendJob } from "./job.ts";
import { renderText } from "./render-text.ts";

type TextContent = Extract<EffectContent, { channel: "sms" | "whatsapp" }>;

const NUMBER = "+385911234567";
const sms = (changes: Partial<Extract<TextContent, { channel: "sms" }>> = {}): TextContent => ({
  ...{ channel: "sms", body: "Hi {{ profile.firstName }}", transactional: false, topic: "marketing" },
  ...changes,
});
const whatsapp = (changes: Partial<Extract<TextContent, { channel: "whatsapp" }>> = {}): TextContent => ({
  ...{ channel: "whatsapp", body: "Hi", transactional: false, topic: "marketing" },
  ...changes,
});
const write = (content: TextContent, changes: Partial<SendJob> = {}) =>
  renderText(sendJob(content, { endpoint: NUMBER, returnId: "7-mark", ...changes }), content);
const bodyOf = (content: TextContent, locale?: string) => {
  const written = write(content, { data: { profile: { firstName: "Ana", locale } } });
  return written.kind === "text" ? written.text.body : written.code;
};

it("fills in the person's values, and keeps what was sent", () => {
  const { sender } = sendJob(sms());
  const texting = {
    ...{ accountSid: "AC1", authToken: "t", baseUrl: "https://api.twilio.com", statusCallback: null },
    ...{ smsFrom: "+15551230000", whatsappFrom: "" },
  };
  expect(write(sms(), { sender: { ...sender, texting } })).toEqual({
    kind: "text",
    text: { channel: "sms", to: NUMBER, body: "Hi Ana", template: null, returnId: "7-mark" },
    rendered: { channel: "sms", from: "+15551230000", to: NUMBER, body: "Hi Ana" },
  });
});

describe("the line that says how to leave", () => {
  const hinted = sms({ body: "Hi", optOutHint: true });

  it("stands at the end of marketing, in the person's language", () => {
    expect(bodyOf(hinted)).toBe("Hi\nReply STOP to leave");
    expect(bodyOf(hinted, "zh-CN")).toBe("Hi\n回复“退订”即不再接收");
    expect(bodyOf(whatsapp({ optOutHint: true }))).toBe("Hi\nReply STOP to leave");
  });

  it.each<[string, TextContent, string]>([
    ["it was switched off", sms({ body: "Hi", optOutHint: false }), "Hi"],
    ["the person needs the message", sms({ body: "Hi", optOutHint: true, transactional: true }), "Hi"],
    ["the text says it", sms({ body: "Hi. STOP ends it", optOutHint: true }), "Hi. STOP ends it"],
    ["the text says it in Chinese", sms({ body: "你好，退订回T", optOutHint: true }), "你好，退订回T"],
  ])("is not there when %s", (_when, content, body) => {
    expect(bodyOf(content)).toBe(body);
  });

  it("is added whatever the values say that are filled in", () => {
    const cart = sms({ body: "Left: {{ 'door STOP' }}", optOutHint: true });
    expect(bodyOf(cart)).toBe("Left: door STOP\nReply STOP to leave");
  });

  it("is added to a text that only speaks of a bus stop", () => {
    expect(bodyOf(sms({ body: "At the bus stop", optOutHint: true }))).toBe(
      "At the bus stop\nReply STOP to leave",
    );
  });
});

it("tells the shop's statistics where the visits come from, and counts that in", () => {
  const utm = { origin: "https://mail.shop.example", source: "rekindle", medium: "sms", campaign: "Tea" };
  const own = "https://mail.shop.example/preferences/x";
  const links = sms({ body: `Tea: https://shop.example/tea?a=1. Leave: ${own}` });
  const added = "utm_source=rekindle&utm_medium=sms&utm_campaign=Tea";
  expect(write(links, { utm })).toMatchObject({
    text: { body: `Tea: https://shop.example/tea?a=1&${added}. Leave: ${own}` },
    rendered: { body: `Tea: https://shop.example/tea?a=1&${added}. Leave: ${own}` },
  });
  const long = sms({ body: `${"x".repeat(1570)} https://shop.example/` });
  expect(write(long)).toMatchObject({ kind: "text" });
  expect(write(long, { utm })).toMatchObject({ code: "text.too-long" });
});

it("fills in the variables of a template on one line each, and sends no words of its own", () => {
  const variables = ["{{ profile.firstName }}", "two\n lines", "Käthe"];
  const written = write(whatsapp({ body: "", template: "HX1", variables, optOutHint: true }));
  const filled = ["Ana", "two lines", "Käthe"];
  expect(written).toMatchObject({
    text: { body: "", template: { id: "HX1", variables: filled } },
    rendered: { channel: "whatsapp", to: NUMBER, body: "", template: "HX1", variables: filled },
  });
});

describe("is not written", () => {
  it.each<[string, TextContent, string, object]>([
    ["with nothing in it", sms({ body: "{{ profile.nickname }} " }), "text.empty", {}],
    [
      "with nothing in a variable",
      whatsapp({ body: "", template: "HX1", variables: ["a", "{{ profile.nickname }}"] }),
      "text.no-variable",
      { number: 2 },
    ],
    [
      "when the values make it too long",
      sms({ body: "{{ profile.long }}", optOutHint: true }),
      "text.too-long",
      { chars: 1620, maxChars: 1600 },
    ],
  ])("%s", (_what, content, code, values) => {
    const data = { profile: { firstName: "Ana", long: "x".repeat(1600) } };
    expect(write(content, { data })).toEqual({ kind: "error", code, values });
  });

  it("when a template is broken", () => {
    expect(write(sms({ body: "{{ profile.firstName | nope" }))).toMatchObject({ code: "template.syntax" });
    expect(write(whatsapp({ body: "", template: "HX1", variables: ["{% if %}"] }))).toMatchObject({
      kind: "error",
    });
  });
});

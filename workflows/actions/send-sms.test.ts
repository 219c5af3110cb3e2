import { describe, expect, it } from "vitest";
import { word } from "../phrase.ts";
import { makeFacts, NOW } from "../testing/sample-facts.ts";
import { sendSms, smsContent } from "./send-sms.ts";

const config = sendSms.config.parse({ body: "Hi {{ profile.firstName }}" });
const execute = (phone: boolean) =>
  sendSms.execute(config, {
    nodeId: "n",
    facts: makeFacts({ reachable: { email: true, webPush: true, phone } }),
    data: {},
    now: NOW,
  });

it("asks for a text message that says how to leave", () => {
  expect(word(sendSms.describe(config))).toBe("Text “Hi {{ profile.firstName }}”");
  expect(execute(true)).toEqual({
    kind: "effect",
    content: {
      ...{ channel: "sms", body: "Hi {{ profile.firstName }}", optOutHint: true },
      ...{ transactional: false, topic: "marketing" },
    },
  });
});

it("goes on with somebody without a number, although email would reach them", () => {
  expect(execute(false)).toEqual({ kind: "go", port: "next", reason: { code: "message.no-phone" } });
});

it("is written in the person's language where there is one", () => {
  const varied = sendSms.config.parse({ body: "Hi", variants: { zh: { body: "你好" } } });
  expect(smsContent(varied, { locale: "zh-CN", shopLanguage: "en" })).toMatchObject({
    body: "你好",
    language: "zh",
  });
  expect(smsContent(varied, { locale: "hr", shopLanguage: "en" })).toMatchObject({ body: "Hi" });
});

describe("a text", () => {
  it.each([
    ["of spaces", "  \n ", "Write the text"],
    ["of 1,601 characters", "x".repeat(1601), expect.any(String)],
  ])("%s is refused", (_what, body, message) => {
    const { error } = sendSms.config.safeParse({ body });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([["body", message]]);
  });

  it("of 1,600 characters is taken", () => {
    expect(sendSms.config.safeParse({ body: "x".repeat(1600) }).success).toBe(true);
  });
});

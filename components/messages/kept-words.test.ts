import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import english from "#locales/en/messages.json";
import { channels } from "#workflows/node.ts";
import { wordKept } from "./kept-words.ts";

const t = createTranslator({ locale: "en", namespace: "messages", messages: { messages: english } });

it.each(channels)("a message by %s that stayed here blames no mail server but that of emails", (channel) => {
  for (const isTest of [true, false]) {
    const { text } = wordKept({ channel, isTest }, t);
    expect(text.includes("mail server is set up")).toBe(channel === "email");
    expect(text.includes("sample shop")).toBe(!isTest);
  }
});

it("says of a test of a message in the shop's pages that it is kept to look at", () => {
  expect(wordKept({ channel: "in-app", isTest: true }, t)).toEqual({
    title: "This was a test",
    text: "It is kept here to look at. No customer gets to see it.",
  });
  expect(wordKept({ channel: "whatsapp", isTest: true }, t).text).toContain("no service for WhatsApp");
});

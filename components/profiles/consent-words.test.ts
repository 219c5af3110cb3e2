import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import english from "#locales/en/profiles.json";
import { wordConsentSource } from "./consent-words.ts";

const t = createTranslator({ locale: "en", namespace: "profiles", messages: { profiles: english } });

test.each([
  ["preferences:zh-1", "The customer, on the page where they choose what to get (words zh-1)"],
  ["preferences", "The customer, on the page where they choose what to get"],
  ["import:12", "An import"],
  ["import:12:confirmed", "An import, on the word of who imported"],
  ["one-click", "The customer, with one click in their mail program"],
  ["text", "The customer, by answering a text message or WhatsApp message"],
  ["pos-till", "pos-till"],
])("%s is told as %j", (source, words) => {
  expect(wordConsentSource(source, t)).toBe(words);
});
